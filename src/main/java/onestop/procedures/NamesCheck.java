package onestop.procedures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import onestop.engine.ModelNames;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Every element, attribute and namespace is one that our models know; ids are ids, once each. */
final class NamesCheck {
  /** What the inbox and the engine keep in their columns. */
  private static final int MAX_ID = 80;

  private static final int MAX_NAME = 255;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");
  private static final Set<String> CALLED =
      Set.of("process", "message", "definitions", "sequenceFlow");

  private NamesCheck() {}

  static List<LintFinding> check(ModelSource model) {
    List<LintFinding> findings = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Element element : model.everything()) {
      strangers(element, findings);
      String id = element.getAttribute("id");
      if (element.hasAttribute("id") && !ids.add(id)) {
        findings.add(LintFinding.error("L030", id, id));
      }
      if (!ModelSource.BPMN.equals(element.getNamespaceURI())) {
        continue;
      }
      boolean step = FlowGraph.NODES.contains(element.getLocalName());
      if ((step || element.getLocalName().equals("process")) && !ID.matcher(id).matches()) {
        findings.add(LintFinding.error("L004", id, id));
      }
      if (step || CALLED.contains(element.getLocalName())) {
        length(element, "id", MAX_ID, findings);
        length(element, "name", MAX_NAME, findings);
        length(element, "targetNamespace", MAX_NAME, findings);
      }
    }
    return findings;
  }

  private static void length(
      Element element, String attribute, int allowed, List<LintFinding> findings) {
    int length = element.getAttribute(attribute).length();
    if (length > allowed) {
      findings.add(
          LintFinding.error(
              "L035",
              ModelSource.nearestId(element),
              attribute,
              String.valueOf(length),
              String.valueOf(allowed)));
    }
  }

  private static void strangers(Element element, List<LintFinding> findings) {
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
    String id = ModelSource.nearestId(element);
    for (ModelNames.Stranger stranger :
        ModelNames.strangers(element.getNamespaceURI(), element.getLocalName(), attributes)) {
      if (stranger instanceof ModelNames.Stranger.Value value) {
        findings.add(
            LintFinding.error("L026", id, value.qualified(), value.allowed(), value.found()));
      } else if (stranger instanceof ModelNames.Stranger.Name name) {
        findings.add(name(element, name.qualified(), id));
      }
    }
  }

  private static LintFinding name(Element element, String qualified, String id) {
    boolean elements = !qualified.contains("/@") && !qualified.startsWith("xmlns ");
    if (elements && ModelSource.BPMN.equals(element.getNamespaceURI())) {
      return element.getLocalName().equals("scriptTask")
          ? LintFinding.error("L010", id)
          : LintFinding.error("L011", id, element.getLocalName());
    }
    if (elements && ModelSource.CAMUNDA.equals(element.getNamespaceURI())) {
      return LintFinding.error("L019", id, element.getLocalName());
    }
    return LintFinding.error("L025", id, qualified);
  }
}
