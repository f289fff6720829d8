package onestop.forms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;
import onestop.kernel.Failure;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Prints forms. Equal models give equal bytes, whenever and wherever they are printed; nothing is
 * ever fetched while printing; every field is text and never markup; a character that the embedded
 * typeface lacks is refused by name and not replaced. Safe for any number of threads.
 */
@Component
public class FormPress {
  private static final Pattern TEMPLATE = Pattern.compile("[a-z]+(-[a-z0-9]+)*");

  static {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  private static final byte[] COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  private final TemplateEngine templates = templates();
  private final FormFonts fonts = FormFonts.SHIPPED;

  /** The form as PDF and as the page it was made from. */
  public PrintedForm print(FormModel model) {
    String html = html(model);
    byte[] pdf = pdf(html, FormText.composed(String.valueOf(model.fields().get("title"))));
    return new PrintedForm(pdf, html, HexFormat.of().formatHex(sha256(pdf)));
  }

  private String html(FormModel model) {
    String template = model.template() + "_" + model.language();
    if (!TEMPLATE.matcher(model.template()).matches()
        || FormPress.class.getResource("/forms/" + template + ".html") == null) {
      throw Failure.notFound("forms", "unknown-template", "template", model.template());
    }
    Map<String, Object> fields = FormText.composed(model.fields());
    String qr = model.qrText();
    fields.put("qr", qr == null ? "" : QrPicture.of(FormText.composed(qr)));
    fields.put("lang", model.language());
    String html = templates.process(template, new Context(Locale.ROOT, fields));
    fonts.requireGlyphs(html);
    return html;
  }

  private byte[] pdf(String html, String title) {
    List<TrueTypeFont> faces = fonts.lend();
    try (PDDocument document = new PDDocument()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.useFastMode();
      builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
      builder.useColorProfile(COLOURS);
      builder.usePDDocument(document);
      fonts.embed(faces, document, builder);
      for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
        builder.useExternalResourceAccessControl(FormPress::isInThePage, when);
      }
      builder.withHtmlContent(html, null);
      byte[] pdf = run(builder, document, new Identity(title, sha256(html.getBytes(UTF_8))));
      fonts.giveBack(faces);
      return pdf;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] run(PdfRendererBuilder builder, PDDocument document, Identity identity)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      identity.into(document);
      document.save(out);
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
