package onestop.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onestop.kernel.Failure;
import onestop.testing.QrScan;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of the press is what went in, and nothing else. */
@Tag("pure")
class FormPressTest {
  private static final FormPress PRESS = new FormPress();

  static Stream<FormModel> everyForm() {
    return SampleForms.all().stream();
  }

  @ParameterizedTest
  @MethodSource("everyForm")
  void paperSaysEveryFieldWithAllItsMarks(FormModel form) throws IOException {
    String paper = squeezed(text(PRESS.print(form)));
    assertThat(texts(read(form))).isNotEmpty().allMatch(said -> paper.contains(squeezed(said)));
  }

  @Test
  void theRendererHasNothingToWarnOf() {
    List<String> warned = new CopyOnWriteArrayList<>();
    Handler ear =
        new Handler() {
          @Override
          public void publish(LogRecord said) {
            if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
              warned.add(said.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    List<Logger> loggers = XRLog.listRegisteredLoggers().stream().map(Logger::getLogger).toList();
    loggers.forEach(logger -> logger.addHandler(ear));
    try {
      SampleForms.all().forEach(PRESS::print);
    } finally {
      loggers.forEach(logger -> logger.removeHandler(ear));
    }
    assertThat(warned).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyForm")
  void sameFormIsTheSameBytesInAnyZoneAndLanguageOfTheMachine(FormModel form) {
    PrintedForm first = PRESS.print(form);
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/Caracas"));
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      PrintedForm again = new FormPress().print(form);
      assertThat(again.pdf()).isEqualTo(first.pdf());
      assertThat(again.sha256()).isEqualTo(first.sha256()).matches("[0-9a-f]{64}");
      assertThat(again.html()).isEqualTo(first.html());
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void manyThreadsPrintTheSameBytes() {
    List<FormModel> forms = SampleForms.all();
    List<String> alone = forms.stream().map(form -> PRESS.print(form).sha256()).toList();
    assertThat(
            IntStream.range(0, 5 * forms.size())
                .parallel()
                .filter(
                    i -> {
                      int n = i % forms.size();
                      return !PRESS.print(forms.get(n)).sha256().equals(alone.get(n));
                    }))
        .isEmpty();
  }

  @Test
  void otherFieldsAreOtherBytes() {
    assertThat(PRESS.print(SampleForms.apology2018()).sha256())
        .isNotEqualTo(PRESS.print(with("reason", "Lý do khác.")).sha256());
  }

  @ParameterizedTest
  @MethodSource("everyForm")
  void everyFontOnThePageIsEmbedded(FormModel form) throws IOException {
    try (PDDocument document = Loader.loadPDF(PRESS.print(form).pdf())) {
      for (var page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).isTrue();
          assertThat(font.getName()).contains("NotoSerif");
        }
      }
      assertThat(document.getDocumentCatalog().getAcroForm()).isNull();
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("everyForm")
  void slipsAreSmallAndLettersAreLargeAndEachFitsItsPage(FormModel form) throws IOException {
    boolean large =
        List.of("apology-2025", "stop-notice", "control-slip", "result").contains(form.template());
    PDRectangle sheet = large ? PDRectangle.A4 : PDRectangle.A5;
    try (PDDocument document = Loader.loadPDF(PRESS.print(form).pdf())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      PDRectangle box = document.getPage(0).getMediaBox();
      assertThat(Math.round(box.getWidth())).isEqualTo(Math.round(sheet.getWidth()));
      assertThat(Math.round(box.getHeight())).isEqualTo(Math.round(sheet.getHeight()));
    }
  }

  @Test
  void fieldsAreTextAndNeverMarkup() throws IOException {
    String hostile =
        "</p><script>alert(1)</script><img src=\"http://example.com/x.png\"/> & ' ${desk} [[${desk}]]";
    PrintedForm form = PRESS.print(with("reason", hostile));
    assertThat(form.html()).doesNotContain("<script").doesNotContain("<img src=\"http");
    assertThat(squeezed(text(form))).contains(squeezed(hostile));
  }

  @Test
  void decomposedTextIsComposed() {
    FormModel composed = SampleForms.apology2018();
    FormModel decomposed =
        with("name", Normalizer.normalize("Nguyễn Thị Ngọc Diễm", Normalizer.Form.NFD));
    assertThat(decomposed.fields()).isNotEqualTo(composed.fields());
    assertThat(PRESS.print(decomposed).pdf()).isEqualTo(PRESS.print(composed).pdf());
  }

  @Test
  void invisibleCharactersDoNotTurnTheTextAround() {
    FormModel plain = with("name", "Nguyễn Văn A");
    FormModel turned = with("name", "Nguyễn\u202E\u200B Văn\u00AD A\uFEFF");
    assertThat(PRESS.print(turned).pdf()).isEqualTo(PRESS.print(plain).pdf());
  }

  @ParameterizedTest
  @CsvSource({"😀, U+1F600", "漢, U+6F22", "☑, U+2611"})
  void missingGlyphIsRefusedByName(String character, String codePoint) {
    assertThatThrownBy(() -> PRESS.print(with("reason", "Lý do " + character)))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.messageKey()).isEqualTo("failure.forms.missing-glyph");
              assertThat(failure.values()).containsExactly(character, codePoint);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\uD83D", "\uDE00", "\u0000"})
  void whatIsNoCharacterIsRefusedAsWell(String broken) {
    assertThatThrownBy(() -> PRESS.print(with("reason", "Lý do " + broken)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("missing-glyph");
  }

  @Test
  void everyVietnameseLetterAndTheDongHaveAGlyph() throws IOException {
    String letters =
        "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
            + IntStream.rangeClosed(0x1EA0, 0x1EF9)
                .mapToObj(Character::toString)
                .reduce("", String::concat)
            + "₫";
    String paper = text(PRESS.print(with("reason", letters))).replaceAll("\\s+", "");
    assertThat(paper).contains(letters);
  }

  @ParameterizedTest
  @MethodSource("everyForm")
  void qrCodeOnThePageSaysItsText(FormModel form) {
    assertThat(QrScan.onPage(PRESS.print(form).pdf())).isEqualTo(SampleForms.CODE);
  }

  @Test
  void formWithoutQrTextHasNoPicture() {
    FormModel form = SampleForms.apology2018();
    FormModel bare = new FormModel(form.template(), form.fields(), null, form.locale());
    assertThat(PRESS.print(bare).html()).doesNotContain("<svg");
  }

  @Test
  void qrTextThatDoesNotFitIsRefused() {
    FormModel form = SampleForms.apology2018();
    FormModel tooMuch =
        new FormModel(form.template(), form.fields(), "x".repeat(5000), form.locale());
    assertThatThrownBy(() -> PRESS.print(tooMuch)).hasMessageContaining("qr-text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"register-of-nobody", "../forms/receipt", "parts_vi", ""})
  void unknownTemplateIsRefused(String template) {
    FormModel form = SampleForms.apology2018();
    assertThatThrownBy(
            () -> PRESS.print(new FormModel(template, form.fields(), null, form.locale())))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("unknown-template");
  }

  @Test
  void longLetterGoesOnOverTheNextPageAndOnlyThatHasANumber() throws IOException {
    String reason = "Đơn vị phối hợp chậm trả lời.\n".repeat(120).strip();
    try (PDDocument document = Loader.loadPDF(PRESS.print(with("reason", reason)).pdf())) {
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      assertThat(page(document, 1)).doesNotMatch("(?s)^1\\R.*");
      assertThat(page(document, 2)).matches("(?s)^2\\R.*");
    }
  }

  @ParameterizedTest
  @CsvSource({"address, Địa chỉ", "phone, Số điện thoại", "email, Email"})
  void whatIsNotKnownOfTheAddresseeLeavesNoEmptyLine(String field, String label)
      throws IOException {
    assertThat(text(PRESS.print(SampleForms.apology2018()))).contains(label + ":");
    assertThat(text(PRESS.print(with(field, "")))).doesNotContain(label + ":");
  }

  @Test
  void numberThatIsNotKnownIsLeftToThePen() throws IOException {
    assertThat(text(PRESS.print(with("number", "")))).contains("Số: ........");
  }

  private static String page(PDDocument document, int no) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    stripper.setStartPage(no);
    stripper.setEndPage(no);
    return stripper.getText(document).strip();
  }

  /** The 2018 slip has one sentence for the day of receipt, the 2025 letter one for the moment. */
  private static Map<String, Object> read(FormModel form) {
    Map<String, Object> fields = new LinkedHashMap<>(form.fields());
    if (form.template().startsWith("apology")) {
      fields.remove(form.template().endsWith("2018") ? "receivedAt" : "receivedOn");
      fields.computeIfPresent("receivedOn", (name, day) -> day.toString().replace("ngày ", ""));
    }
    return fields;
  }

  private static FormModel with(String field, String value) {
    FormModel form = SampleForms.apology2018();
    Map<String, Object> fields = new LinkedHashMap<>(form.fields());
    fields.put(field, value);
    return new FormModel(form.template(), fields, form.qrText(), form.locale());
  }

  private static String text(PrintedForm form) throws IOException {
    try (PDDocument document = Loader.loadPDF(form.pdf())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(false);
      return stripper.getText(document);
    }
  }

  /** Line ends fall where the page wants them, and a style sheet may ask for capitals. */
  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
  }

  private static Stream<String> texts(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .filter(entry -> !entry.getKey().equals("kept"))
          .flatMap(entry -> texts(entry.getValue()));
    }
    if (value instanceof List<?> list) {
      return list.stream().flatMap(FormPressTest::texts);
    }
    return value instanceof String said ? Stream.of(said) : Stream.empty();
  }
}
