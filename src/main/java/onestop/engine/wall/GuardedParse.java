package onestop.engine.wall;

import java.util.List;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * The engine's own reading of a model, which builds nothing of a file that holds a name it does not
 * know, and fetches no schema. Some names make the engine create an object of a class they name
 * while it still parses, so the names come first.
 */
public final class GuardedParse extends BpmnParse {
  /** More levels than this no model of ours has by far; the engine walks them by recursion. */
  static final int MAX_DEPTH = 40;

  public GuardedParse(BpmnParser parser) {
    super(parser);
  }

  /** The schema lies beside the engine's classes; nothing that a model names is opened. */
  @Override
  protected String resolveAccessExternalSchemaProperty() {
    String schema = ReflectUtil.getResourceUrlAsString(BpmnParser.BPMN_20_SCHEMA_LOCATION);
    String inner = schema.startsWith("jar:") ? schema.substring("jar:".length()) : schema;
    return inner.substring(0, inner.indexOf(':'));
  }

  @Override
  protected void parseRootElement() {
    List<Element> level = List.of(rootElement);
    for (int depth = 1; !level.isEmpty(); depth++) {
      if (depth > MAX_DEPTH) {
        throw new BpmnParseException("nested deeper than " + MAX_DEPTH + " levels", level.get(0));
      }
      level.forEach(this::know);
      level = level.stream().flatMap(element -> element.elements().stream()).toList();
    }
    super.parseRootElement();
  }

  /**
   * A model that is deployed now must be known to the last name. One that was deployed before is
   * held to the engine's extensions alone, the names that run something: its drawing strands no
   * open dossier.
   */
  private void know(Element element) {
    if (!deployment.isNew() && !ModelNames.extension(element.getUri())) {
      for (String key : element.attributes()) {
        ModelNames.Attribute attribute = attribute(element, key);
        if (ModelNames.extension(attribute.namespace())) {
          refuse(element, List.of(attribute));
        }
      }
      return;
    }
    refuse(element, element.attributes().stream().map(key -> attribute(element, key)).toList());
  }

  private static void refuse(Element element, List<ModelNames.Attribute> attributes) {
    List<ModelNames.Stranger> strangers =
        ModelNames.strangers(element.getUri(), element.getTagName(), attributes);
    if (!strangers.isEmpty()) {
      throw new BpmnParseException("not a name of our models: " + strangers.get(0), element);
    }
  }

  /** The engine keeps attributes under {@code namespace:name}, declarations as they are written. */
  private static ModelNames.Attribute attribute(Element element, String key) {
    String value = String.valueOf(element.attribute(key));
    if (key.equals("xmlns") || key.startsWith("xmlns:")) {
      return new ModelNames.Attribute(ModelNames.XMLNS, key, value);
    }
    int colon = key.lastIndexOf(':');
    String namespace = colon < 0 ? null : key.substring(0, colon);
    return new ModelNames.Attribute(namespace, key.substring(colon + 1), value);
  }
}
