namespace XdsDmp.Security.Certificates;

/// <summary>The kinds of key we make. P-256 is the default: signing with it costs a twelfth of RSA 2048.</summary>
public enum KeyKind
{
    P256,
    Rsa2048,
    Rsa3072,
    Rsa4096,
}
