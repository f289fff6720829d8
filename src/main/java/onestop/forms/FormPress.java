package onestop.forms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PagePosition;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import onestop.kernel.Failure;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Prints forms. Equal models give equal bytes, whenever and wherever they are printed. Printing
 * fetches nothing from outside; every field is text and never markup; a character that the embedded
 * typeface lacks is refused by name and not replaced. Safe for any number of threads.
 */
@Component
public class FormPress {
  private static final Pattern TEMPLATE = Pattern.compile("[a-z]+(-[a-z0-9]+)*");

  static {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  private static final DocumentBuilderFactory PARSERS = parsers();
  private static final String XHTML = "http://www.w3.org/1999/xhtml";
  private static final Pattern QR = Pattern.compile("qr");

  private final TemplateEngine templates = templates();
  private static final Pattern REFERENCE = Pattern.compile("&#(x[0-9a-fA-F]{1,6}|\\d{1,7});");

  private final Map<String, Boolean> known = new ConcurrentHashMap<>();
  private final FormFonts fonts = FormFonts.SHIPPED;

  /** The form as PDF and as the page it was made from. */
  public PrintedForm print(FormModel model) {
    String text = model.qrText();
    QrCode qr = text == null ? null : QrCode.of(FormText.composed(text));
    String html = html(model, qr);
    Identity identity =
        new Identity(
            FormText.composed(String.valueOf(model.fields().get("title"))),
            sha256(html.getBytes(UTF_8)),
            model.isTagged());
    String qrWords =
        model.isTagged() && text != null
            ? FormWords.of(model.locale()).qr(FormText.composed(text))
            : null;
    byte[] pdf = pdf(html, identity, qr, qrWords);
    return new PrintedForm(pdf, html, HexFormat.of().formatHex(sha256(pdf)));
  }

  /**
   * The contents of the page that {@link #print} would print, as markup for a page of the
   * application: the same words, without the PDF and without the typeface. Fields are escaped.
   *
   * @throws Failure as {@link #print} does
   */
  public String markup(FormModel model) {
    String html = html(model, null);
    return html.substring(html.indexOf("<body>") + "<body>".length(), html.lastIndexOf("</body>"));
  }

  private String html(FormModel model, @Nullable QrCode qr) {
    String template = model.template() + "_" + model.language();
    if (!TEMPLATE.matcher(model.template()).matches() || !exists(template)) {
      throw Failure.notFound("forms", "unknown-template", "template", model.template());
    }
    Map<String, Object> fields = FormText.composed(model.fields());
    fields.put("qrPath", qr == null ? "" : qr.path());
    fields.put("qrView", qr == null ? "" : "0 0 %1$d %1$d".formatted(qr.size()));
    fields.put("lang", model.language());
    String html = templates.process(template, new Context(Locale.ROOT, fields));
    fonts.requireGlyphs(html);
    // a code point that is no character is written into the page as a character reference
    REFERENCE
        .matcher(html)
        .results()
        .map(reference -> Character.toString(Integer.decode(reference.group(1).replace('x', '#'))))
        .forEach(fonts::requireGlyphs);
    return html;
  }

  private boolean exists(String template) {
    return known.computeIfAbsent(
        template, name -> FormPress.class.getResource("/forms/" + name + ".html") != null);
  }

  private byte[] pdf(
      String html, Identity identity, @Nullable QrCode qr, @Nullable String qrWords) {
    List<TrueTypeFont> faces = fonts.lend();
    try (PDDocument document = new PDDocument()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.useFastMode();
      builder.usePdfUaAccessibility(identity.tagged());
      builder.usePDDocument(document);
      fonts.embed(faces, document, builder);
      for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
        builder.useExternalResourceAccessControl(FormPress::isInThePage, when);
      }
      builder.withW3cDocument(described(parsed(html), identity.title()), null);
      byte[] pdf = run(builder, new Page(document, qr, qrWords, identity));
      fonts.giveBack(faces);
      return pdf;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The page with its title as its subject, which the renderer asks of an accessible document and
   * warns of otherwise. The metadata that are written are those of {@link Identity}, so that a form
   * keeps its bytes.
   */
  private static Document described(Document page, String title) {
    Element subject = page.createElementNS(XHTML, "meta");
    subject.setAttribute("name", "subject");
    subject.setAttribute("content", title);
    page.getElementsByTagNameNS(XHTML, "head").item(0).appendChild(subject);
    return page;
  }

  /** Parses the page here, because the renderer's own parsing looks up its parser each time. */
  private static Document parsed(String html) throws IOException {
    try {
      return PARSERS.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    } catch (SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("a form's page is not well-formed", e);
    }
  }

  private static DocumentBuilderFactory parsers() {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    return factory;
  }

  /** The parts of a document that are added beside its text. */
  private record Page(
      PDDocument document, @Nullable QrCode qr, @Nullable String qrWords, Identity identity) {}

  private static byte[] run(PdfRendererBuilder builder, Page page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      if (page.qr != null) {
        for (PagePosition<Box> place : renderer.findPagePositionsByID(QR)) {
          page.qr.draw(
              page.document,
              page.document.getPage(place.getPageNo()),
              new PDRectangle(place.getX(), place.getY(), place.getWidth(), place.getHeight()),
              page.qrWords);
        }
      }
      page.identity.into(page.document);
      page.document.save(out);
    }
    return out.toByteArray();
  }

  private static boolean isInThePage(String uri, ExternalResourceType type) {
    return uri.startsWith("data:");
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TemplateEngine templates() {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(FormPress.class.getClassLoader());
    resolver.setPrefix("forms/");
    resolver.setSuffix(".html");
    resolver.setCharacterEncoding(UTF_8.name());
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCacheable(true);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }
}
