using System.Text;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// Takes the value of a parameter apart: commas part choices, a bar parts system and code; a backslash takes their
/// meaning away (FHIR R4 §3.1.1.4.14).
/// </summary>
internal static class SearchValues
{
    public static IReadOnlyList<SearchValue> Split(string value, string? modifier, bool isToken)
    {
        var values = new List<SearchValue>();
        var text = new StringBuilder();
        string? system = null;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i == value.Length || value[i] == ',')
            {
                if (text.Length > 0 || system is not null)
                {
                    values.Add(new SearchValue(text.ToString(), system, modifier));
                }

                text.Clear();
                system = null;
            }
            else if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] is ',' or '|' or '$' or '\\')
            {
                text.Append(value[++i]);
            }
            else if (value[i] == '|' && isToken && system is null)
            {
                system = text.ToString();
                text.Clear();
            }
            else
            {
                text.Append(value[i]);
            }
        }

        return values;
    }
}
