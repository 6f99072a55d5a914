namespace XdsDmp.Security.Certificates;

/// <summary>
/// Where a node's own certificate lies: a PEM file with intermediates behind the certificate, and its key; or, with
/// no key path, a PKCS#12 file. The password opens the PKCS#12 file or an encrypted PEM key.
/// </summary>
public sealed record NodeCertificateFiles(string CertificatePath, string? KeyPath = null, string? Password = null);
