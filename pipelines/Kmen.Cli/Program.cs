using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Cli.Consoles;

return (int)await CommandLineRunner.RunAsync(args, CommandList.All, Terminal.OfProcess(), TimeProvider.System);
