package onestop.procedures;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Wherever a model can hold an expression, only the few known ones may stand. */
final class ExpressionsCheck {
  static final String NEXT_MARK = "${sla.nextMark(execution)}";
  static final String ANNOUNCE = "${announce}";
  private static final Pattern CONDITION = Pattern.compile("\\$\\{outcome == '[a-z_]+'}");

  private ExpressionsCheck() {}

  static List<LintFinding> check(ModelSource model) {
    List<LintFinding> findings = new ArrayList<>();
    for (Element element : model.everything()) {
      String id = ModelSource.nearestId(element);
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        String value = ((Attr) attributes.item(i)).getValue();
        boolean announce =
            value.equals(ANNOUNCE)
                && attributes.item(i).getNodeName().endsWith("elegateExpression");
        if (expression(value) && !announce) {
          findings.add(LintFinding.error("L020", id, value));
        }
      }
      String text = ModelSource.ownText(element);
      boolean condition = String.valueOf(element.getLocalName()).equals("conditionExpression");
      if (condition ? !CONDITION.matcher(text).matches() : unknown(text)) {
        findings.add(LintFinding.error("L020", id, text));
      }
    }
    return findings;
  }

  private static boolean unknown(String text) {
    return expression(text) && !text.equals(NEXT_MARK);
  }

  private static boolean expression(String text) {
    return text.contains("${") || text.contains("#{");
  }
}
