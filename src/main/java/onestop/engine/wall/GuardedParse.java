package onestop.engine.wall;

import java.util.List;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * The engine's own parser, restricted: it builds nothing from a file that contains an unknown name,
 * and it fetches no schema. Some names make the engine instantiate a class named in the file during
 * parsing, so all names are checked first.
 */
public final class GuardedParse extends BpmnParse {
  /**
   * The maximum nesting depth, far above that of our models; the engine traverses the levels by
   * recursion.
   */
  static final int MAX_DEPTH = 40;

  public GuardedParse(BpmnParser parser) {
    super(parser);
  }

  /** The schema is part of the engine's classes; no location named in a model is opened. */
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
   * Checks the names of one element and its attributes. In a model that is deployed now, every name
   * must be on the list. In a model deployed earlier, only the engine's extensions are checked, the
   * names that execute something, so that an unknown name in its diagram strands no open dossier.
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

  /**
   * Splits an attribute key: the engine stores attributes under {@code namespace:name}, and
   * namespace declarations as written.
   */
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
