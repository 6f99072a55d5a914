using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// Bounds before anything is digested, and what no token may hold: a comment or an instruction may split a value in
/// two, though no digest need cover it.
/// </summary>
internal static class FormCheck
{
    private const int MaxNodes = 20_000;
    private const int MaxDepth = 40;

    public static void Check(AssertionCase it)
    {
        Require(it.Context.Assertion);
        it.Content = AssertionReader.Read(it.Context.Assertion);
    }

    private static void Require(ElementNode assertion)
    {
        var nodes = 0;
        var waiting = new Stack<(ElementNode Element, int Depth)>([(assertion, 1)]);
        while (waiting.TryPop(out var next))
        {
            nodes += next.Element.Children.Count + next.Element.Attributes.Count;
            if (nodes > MaxNodes || next.Depth > MaxDepth)
            {
                throw AssertionCase.Invalid($"the assertion has more than {MaxNodes} nodes or {MaxDepth} levels");
            }

            foreach (var child in next.Element.Children)
            {
                if (child is CommentNode or InstructionNode)
                {
                    throw AssertionCase.Invalid("the assertion holds a comment or a processing instruction");
                }

                if (child is ElementNode element)
                {
                    waiting.Push((element, next.Depth + 1));
                }
            }
        }
    }
}
