package onestop.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms carry their structure for readers that cannot see them (PDF/UA); letters stay as ever. */
@Tag("pure")
class TaggedFormsTest {
  private static final FormPress PRESS = new FormPress();

  static Stream<FormModel> slips() {
    return SampleForms.all().stream().filter(FormModel::isTagged);
  }

  static Stream<FormModel> letters() {
    return SampleForms.all().stream().filter(form -> !form.isTagged());
  }

  @ParameterizedTest
  @MethodSource("slips")
  void sayTheirLanguageTitleHeadingsAndTables(FormModel form) throws IOException {
    try (PDDocument document = Loader.loadPDF(PRESS.print(form).pdf())) {
      PDDocumentCatalog catalog = document.getDocumentCatalog();
      assertThat(catalog.getLanguage()).isEqualTo(form.language());
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(document.getDocumentInformation().getTitle()).isNotBlank();
      String metadata =
          new String(
              catalog.getMetadata().exportXMPMetadata().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(metadata)
          .contains("<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>2</pdfaid:part>");
      List<PDStructureElement> all = elements(catalog.getStructureTreeRoot());
      List<String> types = all.stream().map(PDStructureElement::getStructureType).toList();
      assertThat(types).contains("Document", "H1", "P");
      if (PRESS.print(form).html().contains("<th")) {
        assertThat(types).contains("Table", "TR", "TH", "TD");
      }
      List<PDStructureElement> figures =
          all.stream().filter(one -> one.getStructureType().equals("Figure")).toList();
      String qr = form.qrText();
      if (qr != null) {
        assertThat(figures).hasSize(1);
        assertThat(figures.get(0).getAlternateDescription()).contains(qr).contains("QR");
      }
    }
  }

  /** What is on a page and in no structure would be passed over in silence. */
  @ParameterizedTest
  @MethodSource("slips")
  void haveAllTheirWordsInTheStructure(FormModel form) throws IOException {
    try (PDDocument document = Loader.loadPDF(PRESS.print(form).pdf())) {
      for (PDPage page : document.getPages()) {
        PDFMarkedContentExtractor marked = new PDFMarkedContentExtractor();
        marked.processPage(page);
        assertThat(marked.getMarkedContents()).isNotEmpty();
        assertThat(page.getStructParents()).isNotNegative();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("letters")
  void lettersAreNotChangedAsTheirHashIsEvidence(FormModel form) throws IOException {
    try (PDDocument document = Loader.loadPDF(PRESS.print(form).pdf())) {
      assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNull();
      assertThat(
              document.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.MARK_INFO))
          .isNull();
    }
  }

  @Test
  void longFormsAreTheSameBytesEachTime() {
    FormModel longest = SampleForms.longControlSlip(120);
    byte[] first = PRESS.print(longest).pdf();
    for (int i = 0; i < 5; i++) {
      assertThat(new FormPress().print(longest).pdf()).isEqualTo(first);
    }
  }

  private static List<PDStructureElement> elements(PDStructureNode node) {
    List<PDStructureElement> found = new ArrayList<>();
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        found.add(element);
        found.addAll(elements(element));
      }
    }
    return found;
  }
}
