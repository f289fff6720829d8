package onestop.models.lint.names;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import onestop.engine.wall.ModelParser;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The model conforms to the BPMN 2.0 schema, including the order of its elements. */
final class BpmnSchema implements LintRule<ModelSource> {
  private static final String CURRENT = "http://apache.org/xml/properties/dom/current-element-node";
  private static final int MOST = 20;

  /** The schema, loaded once, at the first check of a model. */
  private static final class Shipped {
    private static final Schema BPMN = read();

    private static Schema read() {
      try {
        URL schema =
            Objects.requireNonNull(
                ModelParser.class
                    .getClassLoader()
                    .getResource("org/camunda/bpm/engine/impl/bpmn/parser/BPMN20.xsd"));
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(schema);
      } catch (SAXException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public Set<String> codes() {
    return Set.of("L028");
  }

  @Override
  public void check(ModelSource model, Findings findings) {
    try {
      Validator validator = Shipped.BPMN.newValidator();
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      validator.setErrorHandler(new Reporter(validator, findings, findings.size() + MOST));
      validator.validate(new DOMSource(model.root()));
    } catch (SAXException | IOException e) {
      findings.error("L028", model.root().getAttribute("id"), String.valueOf(e.getMessage()));
    }
  }

  private record Reporter(Validator validator, Findings findings, int most)
      implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      if (findings.size() < most) {
        String id =
            validator.getProperty(CURRENT) instanceof Element element
                ? ModelSource.nearestId(element)
                : "";
        findings.error("L028", id, plain(String.valueOf(e.getMessage())));
      }
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      error(e);
    }

    /** The message without the rule's number and the namespaces, which do not help a designer. */
    private static String plain(String message) {
      return message.replaceFirst("^[a-zA-Z0-9.-]+: ", "").replaceAll("\"?http://[^ }]+\":", "");
    }
  }
}
