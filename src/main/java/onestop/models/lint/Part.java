package onestop.models.lint;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** One element of a model, together with the model. */
public record Part(ModelSource model, Element element) {
  /** Every element of the file, its root first. */
  public static List<Part> everything(ModelSource model) {
    return of(model, model.everything());
  }

  /** Every BPMN element of those names, in document order for each name. */
  public static List<Part> named(ModelSource model, String... names) {
    List<Element> found = new ArrayList<>();
    for (String name : names) {
      found.addAll(model.all(name));
    }
    return of(model, found);
  }

  private static List<Part> of(ModelSource model, List<Element> elements) {
    return elements.stream().map(element -> new Part(model, element)).toList();
  }

  /** The id of the element, empty if it has none. */
  public String id() {
    return element.getAttribute("id");
  }

  /** The id of the element or of its nearest ancestor with an id; else empty. */
  public String nearestId() {
    return ModelSource.nearestId(element);
  }

  /** Whether it is an element of BPMN itself, not of a diagram or an extension. */
  public boolean isBpmn() {
    return ModelSource.BPMN.equals(element.getNamespaceURI());
  }

  /** Whether it is a step, an event or a gateway. */
  public boolean isNode() {
    return FlowGraph.NODES.contains(element.getLocalName());
  }
}
