package onestop.procedures;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * How large a model may be, found in one pass that keeps nothing and stops at the first excess; so
 * that every later check works on something small.
 */
final class ModelLimits {
  static final int MAX_DEPTH = 30;
  static final int MAX_ELEMENTS = 10_000;
  static final int MAX_TEXT = 4_000;

  /** Steps and flows together; our largest model has 60. */
  static final int MAX_FLOW_ELEMENTS = 1_000;

  private ModelLimits() {}

  /** The first limit that the file exceeds; nothing is said of a file that is no XML at all. */
  static Optional<LintFinding> exceeded(byte[] bpmn) {
    try {
      SAXParserFactory factory = ModelSource.secured(SAXParserFactory.newInstance());
      factory.newSAXParser().parse(new ByteArrayInputStream(bpmn), new Counter());
      return Optional.empty();
    } catch (Excess e) {
      return Optional.of(e.finding);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    } catch (SAXException | IOException e) {
      return Optional.empty();
    }
  }

  private static final class Excess extends SAXException {
    private static final long serialVersionUID = 1L;
    private final transient LintFinding finding;

    Excess(LintFinding finding) {
      super(finding.code());
      this.finding = finding;
    }
  }

  private static final class Counter extends DefaultHandler {
    private int depth;
    private int elements;
    private int steps;
    private int text;
    private String id = "";

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes)
        throws SAXException {
      String own = attributes.getValue("id");
      id = own == null ? id : own;
      text = 0;
      require(++depth, MAX_DEPTH, "L031");
      require(++elements, MAX_ELEMENTS, "L032");
      if (FlowGraph.NODES.contains(name) || name.equals("sequenceFlow")) {
        require(++steps, MAX_FLOW_ELEMENTS, "L033");
      }
      for (int i = 0; i < attributes.getLength(); i++) {
        require(attributes.getValue(i).length(), MAX_TEXT, "L034");
      }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
      depth--;
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
      text += length;
      require(text, MAX_TEXT, "L034");
    }

    private void require(int count, int allowed, String code) throws Excess {
      if (count > allowed) {
        String where = id.length() > 80 ? id.substring(0, 80) + "…" : id;
        throw new Excess(LintFinding.error(code, where, String.valueOf(allowed)));
      }
    }
  }
}
