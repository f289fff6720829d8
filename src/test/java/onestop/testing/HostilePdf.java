package onestop.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Files that are PDF by their first and last bytes, and that nobody should sign. */
public enum HostilePdf {
  EMPTY("pdf-unreadable"),
  CUT_OFF("pdf-unreadable"),
  NO_PAGE("pdf-unreadable"),
  PASSWORD("pdf-protected"),
  OWNER_PASSWORD("pdf-protected"),
  CERTIFIED("pdf-protected"),
  SCRIPT_ON_OPENING("pdf-active"),
  SCRIPT_BY_NAME("pdf-active"),
  SCRIPT_ON_A_PAGE("pdf-active"),
  LAUNCH("pdf-active"),
  XFA("pdf-active");

  private final String slug;

  HostilePdf(String slug) {
    this.slug = slug;
  }

  /** How it is refused. */
  public String slug() {
    return slug;
  }

  /** The file. */
  public byte[] bytes() {
    if (this == EMPTY) {
      return "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    }
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      if (this != NO_PAGE) {
        document.addPage(new PDPage());
      }
      change(document);
      document.save(out);
      byte[] whole = out.toByteArray();
      if (this == CUT_OFF) {
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        out.reset();
        out.write(half);
        out.write("\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
      }
      return whole;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void change(PDDocument document) throws IOException {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    switch (this) {
      case PASSWORD -> protect(document, "mo");
      case OWNER_PASSWORD -> protect(document, "");
      case CERTIFIED -> catalog.setItem(COSName.PERMS, new COSDictionary());
      case SCRIPT_ON_OPENING -> catalog.setItem(COSName.OPEN_ACTION, script());
      case SCRIPT_BY_NAME -> {
        COSArray names = new COSArray();
        names.add(new COSString("a"));
        names.add(script());
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NAMES, names);
        COSDictionary all = new COSDictionary();
        all.setItem(COSName.getPDFName("JavaScript"), tree);
        catalog.setItem(COSName.NAMES, all);
      }
      case SCRIPT_ON_A_PAGE -> {
        COSDictionary actions = new COSDictionary();
        actions.setItem(COSName.O, script());
        document.getPage(0).getCOSObject().setItem(COSName.AA, actions);
      }
      case LAUNCH -> {
        COSDictionary launch = new COSDictionary();
        launch.setName(COSName.S, "Launch");
        launch.setString(COSName.F, "cmd.exe");
        catalog.setItem(COSName.OPEN_ACTION, launch);
      }
      case XFA -> {
        COSDictionary form = new COSDictionary();
        form.setString("XFA", "<xdp/>");
        catalog.setItem(COSName.ACRO_FORM, form);
      }
      default -> {
        // as it is
      }
    }
  }

  private static COSDictionary script() {
    COSDictionary action = new COSDictionary();
    action.setName(COSName.S, "JavaScript");
    action.setString(COSName.JS, "app.alert(1)");
    return action;
  }

  private static void protect(PDDocument document, String user) throws IOException {
    StandardProtectionPolicy policy =
        new StandardProtectionPolicy("chu", user, new AccessPermission());
    policy.setEncryptionKeyLength(128);
    document.protect(policy);
  }
}
