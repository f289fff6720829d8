package onestop.models.lint.names;

import java.util.Set;
import java.util.regex.Pattern;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;

/** Every expression of a model is one of the few known ones. */
public final class KnownExpressions implements LintRule<Part> {
  private static final Pattern CONDITION = Pattern.compile("\\$\\{outcome == '[a-z_]+'}");

  @Override
  public Set<String> codes() {
    return Set.of("L020");
  }

  @Override
  public void check(Part part, Findings findings) {
    String id = part.nearestId();
    NamedNodeMap attributes = part.element().getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String value = ((Attr) attributes.item(i)).getValue();
      boolean announce =
          value.equals(ModelSource.ANNOUNCE)
              && attributes.item(i).getNodeName().endsWith("elegateExpression");
      if (expression(value) && !announce) {
        findings.error("L020", id, value);
      }
    }
    String text = ModelSource.ownText(part.element());
    boolean condition = String.valueOf(part.element().getLocalName()).equals("conditionExpression");
    if (condition ? !CONDITION.matcher(text).matches() : unknown(text)) {
      findings.error("L020", id, text);
    }
  }

  private static boolean unknown(String text) {
    return expression(text) && !text.equals(ModelSource.NEXT_MARK);
  }

  private static boolean expression(String text) {
    return text.contains("${") || text.contains("#{");
  }
}
