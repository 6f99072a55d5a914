using XdsDmp.CommandLine;

return await CommandTree.RunAsync(args);
