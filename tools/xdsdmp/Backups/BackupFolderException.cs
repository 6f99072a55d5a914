namespace XdsDmp.CommandLine.Backups;

/// <summary>The folder of backups takes no more, or gives nothing back: no document is to blame.</summary>
internal sealed class BackupFolderException(string message, Exception cause) : IOException(message, cause);
