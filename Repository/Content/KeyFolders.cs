using System.Globalization;
using XdsDmp.Security.Files;

namespace XdsDmp.Repository.Content;

/// <summary>Remembers which of the folders <c>AB/CD</c> are there, so that they need not be looked for again.</summary>
internal sealed class KeyFolders
{
    private readonly bool[] _isMade = new bool[0x1_0000];

    public void Make(string key, string folder)
    {
        var isKnown = ushort.TryParse(
            key.AsSpan(0, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number);
        if (!isKnown || !_isMade[number])
        {
            PrivateFiles.CreateFolder(folder);
            _isMade[number] = true;
        }
    }
}
