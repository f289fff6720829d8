package onestop.models.lint.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import onestop.engine.wall.ModelNames;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Every element, attribute and namespace is on the allow-list. */
final class KnownNames implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L010", "L011", "L019", "L025", "L026");
  }

  @Override
  public void check(Part part, Findings findings) {
    Element element = part.element();
    String id = part.nearestId();
    for (ModelNames.Stranger stranger :
        ModelNames.strangers(
            element.getNamespaceURI(), element.getLocalName(), attributes(element))) {
      if (stranger instanceof ModelNames.Stranger.Value value) {
        findings.error("L026", id, value.qualified(), value.allowed(), value.found());
      } else if (stranger instanceof ModelNames.Stranger.Name name) {
        name(element, name.qualified(), id, findings);
      }
    }
  }

  private static List<ModelNames.Attribute> attributes(Element element) {
    List<ModelNames.Attribute> attributes = new ArrayList<>();
    NamedNodeMap map = element.getAttributes();
    for (int i = 0; i < map.getLength(); i++) {
      Attr attribute = (Attr) map.item(i);
      attributes.add(
          new ModelNames.Attribute(
              attribute.getNamespaceURI(),
              String.valueOf(attribute.getLocalName()),
              attribute.getValue()));
    }
    return attributes;
  }

  private static void name(Element element, String qualified, String id, Findings findings) {
    boolean elements = !qualified.contains("/@") && !qualified.startsWith("xmlns ");
    if (elements && ModelSource.BPMN.equals(element.getNamespaceURI())) {
      if (element.getLocalName().equals("scriptTask")) {
        findings.error("L010", id);
      } else {
        findings.error("L011", id, element.getLocalName());
      }
    } else if (elements && ModelSource.CAMUNDA.equals(element.getNamespaceURI())) {
      findings.error("L019", id, element.getLocalName());
    } else {
      findings.error("L025", id, qualified);
    }
  }
}
