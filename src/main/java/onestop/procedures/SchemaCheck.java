package onestop.procedures;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import onestop.engine.ModelParser;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** What the BPMN 2.0 schema says of a model, and what the engine's own parser would say. */
final class SchemaCheck {
  private static final String CURRENT = "http://apache.org/xml/properties/dom/current-element-node";
  private static final int MOST = 20;

  private SchemaCheck() {}

  /** The schema is read once, and only if a model is checked. */
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

  static List<LintFinding> check(ModelSource model) {
    List<LintFinding> findings = new ArrayList<>();
    try {
      Validator validator = Shipped.BPMN.newValidator();
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      validator.setErrorHandler(new Heard(validator, findings));
      validator.validate(new DOMSource(model.root()));
    } catch (SAXException | java.io.IOException e) {
      findings.add(
          LintFinding.error(
              "L028", model.root().getAttribute("id"), String.valueOf(e.getMessage())));
    }
    return findings;
  }

  /** What the engine says of a model that nothing else was found in. */
  static List<LintFinding> engine(byte[] bpmn) {
    return ModelParser.problems(bpmn).stream()
        .map(p -> LintFinding.error("L029", p.element(), p.message(), String.valueOf(p.line())))
        .limit(MOST)
        .toList();
  }

  private record Heard(Validator validator, List<LintFinding> findings) implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      if (findings.size() < MOST) {
        String id =
            validator.getProperty(CURRENT) instanceof Element element
                ? ModelSource.nearestId(element)
                : "";
        findings.add(LintFinding.error("L028", id, plain(String.valueOf(e.getMessage()))));
      }
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      error(e);
    }

    /** Without the rule's number and the namespaces, which tell a person nothing. */
    private static String plain(String message) {
      return message.replaceFirst("^[a-zA-Z0-9.-]+: ", "").replaceAll("\"?http://[^ }]+\":", "");
    }
  }
}
