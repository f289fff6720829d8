package onestop.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.jspecify.annotations.Nullable;

/**
 * Signs PDF files after PAdES (ETSI EN 319 142-1, level B-B): the bytes before stay as they are,
 * and the signature is appended with one visible line on the last page. Safe for any number of
 * threads.
 */
public final class PdfSigner {
  private static final COSName CADES = COSName.getPDFName("ETSI.CAdES.detached");

  /** Room for the signature and the certificates, in bytes. */
  private static final int ROOM = 24 * 1024;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  /** Without a key: documents are signed on paper. */
  static final PdfSigner ON_PAPER = new PdfSigner(null, null);

  private final @Nullable SignatureDevice device;
  private final @Nullable AgencyCode owner;

  private PdfSigner(@Nullable SignatureDevice device, @Nullable AgencyCode owner) {
    this.device = device;
    this.owner = owner;
  }

  /** A signer with the device of that agency. */
  public static PdfSigner with(SignatureDevice device, AgencyCode owner) {
    return new PdfSigner(device, owner);
  }

  /** Whether that agency has a key. Without one, its documents are signed on paper. */
  public boolean hasKey(AgencyCode agency) {
    return agency.equals(owner);
  }

  /**
   * The name in the key's certificate.
   *
   * @throws Failure {@code signing/no-key}
   */
  public String name() {
    return name(certificate(required()));
  }

  /**
   * The file with the signature appended; its first bytes are those of {@code pdf}.
   *
   * @throws Failure {@code signing/no-key}, {@code signing/key-expired}, {@code
   *     signing/key-not-yet-valid}, or as {@link SignablePdf#require} and {@link
   *     SignatureDevice#sign}
   */
  public byte[] sign(byte[] pdf, SignedAs as) {
    SignatureDevice with = required();
    requireValid(certificate(with), as.at());
    ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length + 3 * ROOM);
    try (PDDocument document = SignablePdf.open(pdf);
        SignatureOptions options = new SignatureOptions()) {
      int last = document.getNumberOfPages() - 1;
      options.setPage(last);
      options.setPreferredSignatureSize(ROOM);
      options.setVisualSignature(
          new ByteArrayInputStream(
              VisibleLine.of(as.sentence(), document.getPage(last).getMediaBox())));
      document.addSignature(signature(certificate(with), as), options);
      ExternalSigningSupport open = document.saveIncrementalForExternalSigning(out);
      open.setSignature(CadesSignature.of(open.getContent().readAllBytes(), with));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static PDSignature signature(X509Certificate certificate, SignedAs as) {
    PDSignature signature = new PDSignature();
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(CADES);
    signature.setName(name(certificate));
    signature.setReason(as.reason());
    signature.setSignDate(GregorianCalendar.from(as.at()));
    return signature;
  }

  private SignatureDevice required() {
    if (device == null) {
      throw Failure.conflict("signing", "no-key");
    }
    return Objects.requireNonNull(device);
  }

  private static X509Certificate certificate(SignatureDevice device) {
    List<X509Certificate> chain = device.chain();
    return chain.get(0);
  }

  private static void requireValid(X509Certificate certificate, ZonedDateTime at) {
    try {
      certificate.checkValidity(Date.from(at.toInstant()));
    } catch (CertificateExpiredException e) {
      throw Failure.conflict(
              "signing",
              "key-expired",
              "name",
              name(certificate),
              "until",
              day(certificate.getNotAfter(), at.getZone()))
          .causedBy(e);
    } catch (CertificateNotYetValidException e) {
      throw Failure.conflict(
              "signing",
              "key-not-yet-valid",
              "name",
              name(certificate),
              "from",
              day(certificate.getNotBefore(), at.getZone()))
          .causedBy(e);
    }
  }

  private static String day(Date at, ZoneId zone) {
    return DAY.format(Instant.ofEpochMilli(at.getTime()).atZone(zone));
  }

  /** The common name; the whole subject where there is none. */
  private static String name(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    try {
      return new LdapName(subject)
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()))
              .findFirst()
              .orElse(subject);
    } catch (InvalidNameException e) {
      throw new IllegalStateException("a certificate's subject is a name", e);
    }
  }
}
