package onestop.models.lint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The limits on the size of a model, checked in one streaming pass that stops at the first excess,
 * so that every later rule works on a small model. A file that is not XML is not reported here.
 */
public final class SizeLimits implements LintRule<byte[]> {
  static final int MAX_DEPTH = 30;
  static final int MAX_ELEMENTS = 10_000;
  static final int MAX_TEXT = 4_000;

  /** The greatest number of steps and flows together; the largest shipped model has 60. */
  static final int MAX_FLOW_ELEMENTS = 1_000;

  @Override
  public Set<String> codes() {
    return Set.of("L031", "L032", "L033", "L034");
  }

  @Override
  public void check(byte[] bpmn, Findings findings) {
    try {
      SAXParserFactory factory = ModelSource.secured(SAXParserFactory.newInstance());
      factory.newSAXParser().parse(new ByteArrayInputStream(bpmn), new Counter());
    } catch (Excess e) {
      findings.error(e.code, e.element, String.valueOf(e.allowed));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    } catch (SAXException | IOException e) {
      // the next rule reports that the file is no model
    }
  }

  private static final class Excess extends SAXException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String element;
    private final int allowed;

    Excess(String code, String element, int allowed) {
      super(code);
      this.code = code;
      this.element = element;
      this.allowed = allowed;
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
        throw new Excess(code, where, allowed);
      }
    }
  }
}
