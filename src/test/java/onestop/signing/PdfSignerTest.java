package onestop.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.testing.HostilePdf;
import onestop.testing.SigningKey;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A PDF is signed after PAdES by a key file, and any change of it is found. */
@Tag("pure")
class PdfSignerTest {
  private static final String NAME = SigningKey.NAME;
  private static final SignedAs AS =
      new SignedAs(
          at("2026-03-02T10:00"), "Kết quả giải quyết", "Ký số bởi UBND phường Văn Miếu lúc 10:00");

  @TempDir private static Path folder;
  private static byte[] pdf;
  private static byte[] signed;

  private static ZonedDateTime at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Ho_Chi_Minh"));
  }

  @BeforeAll
  static void sign() throws Exception {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.addPage(new PDPage());
      document.addPage(new PDPage());
      document.save(out);
      pdf = out.toByteArray();
    }
    signed = signer("RSA", "2025-01-01T00:00", "2027-01-01T00:00").sign(pdf, AS);
  }

  @ParameterizedTest
  @CsvSource({"RSA", "EC"})
  void verifiesWithTheCertificateThatItNames(String algorithm) throws Exception {
    byte[] file = signer(algorithm, "2025-01-01T00:00", "2027-01-01T00:00").sign(pdf, AS);
    assertThat(Arrays.copyOf(file, pdf.length)).as("the file before").isEqualTo(pdf);
    assertThat(verifies(file)).isTrue();
    try (PDDocument document = Loader.loadPDF(file)) {
      PDSignature signature = document.getLastSignatureDictionary();
      assertThat(signature.getSubFilter()).isEqualTo("ETSI.CAdES.detached");
      assertThat(signature.getFilter()).isEqualTo("Adobe.PPKLite");
      assertThat(signature.getName()).isEqualTo(NAME);
      assertThat(signature.getReason()).isEqualTo("Kết quả giải quyết");
      assertThat(signature.getSignDate().toInstant()).isEqualTo(AS.at().toInstant());
      int[] range = signature.getByteRange();
      assertThat(range[0]).isZero();
      assertThat(range[2] + range[3]).as("the whole file").isEqualTo(file.length);
      SignerInformation signer = signerOf(file);
      AttributeTable attributes = signer.getSignedAttributes();
      assertThat(attributes.get(CMSAttributes.signingTime)).isNull();
      SigningCertificateV2 certificate =
          SigningCertificateV2.getInstance(
              attributes
                  .get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                  .getAttrValues()
                  .getObjectAt(0));
      assertThat(certificate.getCerts()).hasSize(1);
    }
  }

  @Test
  void showsItsSentenceOnTheLastPage() throws Exception {
    try (PDDocument document = Loader.loadPDF(signed)) {
      assertThat(document.getPage(0).getAnnotations()).isEmpty();
      PDSignatureField field = document.getSignatureFields().get(0);
      assertThat(field.getWidgets().get(0).getPage()).isNotNull();
      assertThat(document.getPage(1).getAnnotations()).hasSize(1);
      assertThat(
              field.getWidgets().get(0).getNormalAppearanceStream().getResources().getFontNames())
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0.02", "0.3", "0.9", "-40"})
  void findsOneChangedByte(double where) throws Exception {
    byte[] changed = signed.clone();
    int[] range;
    try (PDDocument document = Loader.loadPDF(signed)) {
      range = document.getLastSignatureDictionary().getByteRange();
    }
    int position = where < 0 ? changed.length + (int) where : (int) (where * range[1]);
    changed[position] ^= 1;
    assertThat(verifies(signed)).isTrue();
    assertThat(verifies(changed, range)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01T00:00, 2026-03-02T09:59, key-expired",
    "2026-03-02T10:01, 2027-01-01T00:00, key-not-yet-valid"
  })
  void refusesAKeyOutsideItsTime(String from, String until, String slug) throws Exception {
    PdfSigner signer = signer("EC", from, until);
    assertThatThrownBy(() -> signer.sign(pdf, AS))
        .isInstanceOfSatisfying(
            Failure.class,
            refused -> {
              assertThat(refused.slug()).isEqualTo(slug);
              assertThat(refused.arguments()).containsEntry("name", NAME);
              assertThat(refused.arguments().toString()).contains("/2026");
            });
  }

  @ParameterizedTest
  @EnumSource(HostilePdf.class)
  void signsNothingThatCanChangeOrCannotBeRead(HostilePdf hostile) throws Exception {
    PdfSigner signer = signer("EC", "2025-01-01T00:00", "2027-01-01T00:00");
    assertThatThrownBy(() -> signer.sign(hostile.bytes(), AS))
        .isInstanceOfSatisfying(
            Failure.class, refused -> assertThat(refused.slug()).isEqualTo(hostile.slug()));
  }

  @Test
  void saysWhenThereIsNoKey() {
    AgencyCode ward = new AgencyCode("H26.12.03");
    assertThat(PdfSigner.ON_PAPER.hasKey(ward)).isFalse();
    assertThatThrownBy(() -> PdfSigner.ON_PAPER.sign(pdf, AS))
        .isInstanceOfSatisfying(
            Failure.class, refused -> assertThat(refused.slug()).isEqualTo("no-key"));
  }

  @Test
  void refusesAFileThatIsNoKeyOrHasAnotherPassword() throws Exception {
    Path key = SigningKey.in(folder, "EC", at("2025-01-01T00:00"), at("2027-01-01T00:00"));
    Path wrong = Files.writeString(folder.resolve("wrong"), "other\n");
    Path text = Files.writeString(folder.resolve("text"), "no key");
    for (Path file : new Path[] {key, text, folder.resolve("missing"), folder}) {
      assertThatThrownBy(() -> KeyFileDevice.open(file, wrong))
          .isInstanceOfSatisfying(
              Failure.class,
              refused -> {
                assertThat(refused.slug()).isEqualTo("key-file");
                assertThat(refused.arguments().toString()).doesNotContain("other");
              });
    }
  }

  private static boolean verifies(byte[] file) throws Exception {
    return verifies(file, null);
  }

  private static boolean verifies(byte[] file, int[] range) throws Exception {
    return signerOf(file, range, null);
  }

  private static SignerInformation signerOf(byte[] file) throws Exception {
    SignerInformation[] found = new SignerInformation[1];
    signerOf(file, null, found);
    return found[0];
  }

  /** Reads the signature where the byte range of the file, or that one, leaves room for it. */
  private static boolean signerOf(byte[] file, int[] known, SignerInformation[] found)
      throws Exception {
    int[] range = known;
    if (range == null) {
      try (PDDocument document = Loader.loadPDF(file)) {
        range = document.getLastSignatureDictionary().getByteRange();
      }
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(file, range[0], range[1]);
    content.write(file, range[2], range[3]);
    String hex =
        new String(
            file,
            range[1] + 1,
            range[2] - range[1] - 2,
            java.nio.charset.StandardCharsets.US_ASCII);
    byte[] cms = java.util.HexFormat.of().parseHex(hex);
    CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(content.toByteArray()), cms);
    SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
    if (found != null) {
      found[0] = signer;
    }
    X509CertificateHolder certificate =
        (X509CertificateHolder)
            data.getCertificates().getMatches(signer.getSID()).iterator().next();
    try {
      return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
    } catch (org.bouncycastle.cms.CMSException wrongDigest) {
      return false;
    }
  }

  private static PdfSigner signer(String algorithm, String from, String until) throws Exception {
    Path password =
        Files.writeString(folder.resolve("password"), SigningKey.PASSWORD + "\nnot this\n");
    return PdfSigner.with(
        KeyFileDevice.open(SigningKey.in(folder, algorithm, at(from), at(until)), password),
        new AgencyCode("H26.12.03"));
  }
}
