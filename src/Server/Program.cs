using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;

// The words of the command line. What the server itself can do stands in Hosting/Serve.cs, one line per capability.
return await CommandLine.Run(args, ServeCommand.Word, InitCommand.Word, InspectWord.Word, BackupWord.Word, RestoreWord.Word, KeysWord.Word,
    DoctorWord.Word, AuditWord.Word, DemoWord.Word, RulesWord.Word, NameWord.Word);
