package onestop.models.lint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import onestop.engine.wall.ModelNames;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The XML of a process model, parsed as untrusted input: no document type, no external entity, no
 * include; a limit on its size. Not thread-safe.
 */
public final class ModelSource {
  /** The namespace of BPMN 2.0. */
  public static final String BPMN = ModelNames.BPMN;

  /** The namespace of the engine's extensions. */
  public static final String CAMUNDA = ModelNames.CAMUNDA;

  /** The greatest size of a file, in bytes, inclusive; a larger file is refused unread. */
  public static final int MAX_BYTES = 2_000_000;

  /** The expression of the one timer that a model may have. */
  public static final String NEXT_MARK = "${sla.nextMark(execution)}";

  /** The expression of every service task. */
  public static final String ANNOUNCE = "${announce}";

  private final Element root;
  private @Nullable Set<Element> repeated;

  private ModelSource(Element root) {
    this.root = root;
  }

  /** The model; empty if the bytes are not well-formed BPMN of acceptable size. */
  public static Optional<ModelSource> read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      Document document = builder.parse(new ByteArrayInputStream(bytes));
      Element root = document.getDocumentElement();
      boolean bpmn =
          BPMN.equals(root.getNamespaceURI()) && "definitions".equals(root.getLocalName());
      return bpmn ? Optional.of(new ModelSource(root)) : Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    } catch (SAXException | IOException e) {
      return Optional.empty();
    }
  }

  /** Secures the parser: no document type and no external content. */
  static SAXParserFactory secured(SAXParserFactory factory)
      throws ParserConfigurationException, SAXException {
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setXIncludeAware(false);
    return factory;
  }

  /** The element {@code definitions}. */
  public Element root() {
    return root;
  }

  /** Every BPMN element of that name, in document order. */
  public List<Element> all(String name) {
    return all(root, name);
  }

  /** Every BPMN element of that name within another, in document order. */
  public static List<Element> all(Element within, String name) {
    return list(within.getElementsByTagNameNS(BPMN, name));
  }

  /** Every element of the document, its root first. */
  public List<Element> everything() {
    List<Element> all = list(root.getElementsByTagName("*"));
    all.add(0, root);
    return all;
  }

  /** The elements of that name directly in another. */
  public static List<Element> children(Element parent, String namespace, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && namespace.equals(element.getNamespaceURI())
          && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }

  /** The elements whose id equals that of an earlier element of the file. */
  public Set<Element> repeatedIds() {
    Set<Element> found = repeated;
    if (found == null) {
      Set<String> ids = new HashSet<>();
      found = Collections.newSetFromMap(new IdentityHashMap<>());
      for (Element element : everything()) {
        if (element.hasAttribute("id") && !ids.add(element.getAttribute("id"))) {
          found.add(element);
        }
      }
      repeated = found;
    }
    return found;
  }

  /** The names of the messages that the file declares, by their ids. */
  public Map<String, String> messages() {
    Map<String, String> names = new HashMap<>();
    for (Element message : children(root, BPMN, "message")) {
      names.put(message.getAttribute("id"), message.getAttribute("name"));
    }
    return names;
  }

  /** The Camunda properties of an element, in their order. */
  public static List<Element> properties(Element element) {
    List<Element> found = new ArrayList<>();
    for (Element extension : children(element, BPMN, "extensionElements")) {
      for (Element properties : children(extension, CAMUNDA, "properties")) {
        found.addAll(children(properties, CAMUNDA, "property"));
      }
    }
    return found;
  }

  /** The value of a Camunda property of an element, empty if it has none. */
  public static String property(Element element, String name) {
    return properties(element).stream()
        .filter(property -> property.getAttribute("name").equals(name))
        .map(property -> property.getAttribute("value"))
        .findFirst()
        .orElse("");
  }

  /** The prefix of the properties that name the form of an outcome. */
  public static final String FORM = "form.";

  /** The outcomes of a user task. */
  public static List<String> outcomes(Element task) {
    return properties(task).stream()
        .filter(property -> property.getAttribute("name").equals("outcomes"))
        .findFirst()
        .map(property -> List.of(property.getAttribute("value").strip().split("\\s*,\\s*")))
        .orElse(List.of("done"));
  }

  /** The id of the element or of its nearest ancestor with an id; else empty. */
  public static String nearestId(Element element) {
    for (Node node = element; node instanceof Element at; node = node.getParentNode()) {
      if (!at.getAttribute("id").isEmpty()) {
        return at.getAttribute("id");
      }
    }
    return "";
  }

  /** The text of the element itself, without that of its descendants. */
  public static String ownText(Element element) {
    StringBuilder text = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
        text.append(node.getNodeValue());
      }
    }
    return text.toString().strip();
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> result = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      result.add((Element) nodes.item(i));
    }
    return result;
  }

  /** An error handler without output: a well-formedness error is a result here. */
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
