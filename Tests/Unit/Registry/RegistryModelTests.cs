using FsCheck;
using FsCheck.Fluent;
using XdsDmp.Tests.Unit.Registry.Model;

namespace XdsDmp.Tests.Unit.Registry;

/// <summary>
/// Whatever is submitted, updated, merged and removed, and whatever is asked: the registry is what the profile says,
/// put down in the plainest words. XDSDMP_MODEL_RUNS sets the number of histories; a failure names the seed that
/// repeats it.
/// </summary>
[TestClass]
public sealed class RegistryModelTests
{
    [TestMethod]
    public void AnyHistoryLeavesWhatTheProfileSays() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Runs()).WithEndSize(30),
        Prop.ForAll(StepGenerator.Steps(), QuestionGenerator.Questions(), (steps, questions) =>
        {
            using var world = new World();
            foreach (var step in steps)
            {
                world.Do(step);
            }

            foreach (var question in questions)
            {
                Interrogation.Ask(world, question);
            }
        }));

    private static int Runs() =>
        int.TryParse(Environment.GetEnvironmentVariable("XDSDMP_MODEL_RUNS"), out var runs) ? runs : 120;
}
