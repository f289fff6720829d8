package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import onestop.desk.papers.DossierPapers;
import onestop.desk.papers.DossierPapers.Kind;
import onestop.desk.papers.DossierPapers.Sheet;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which form a procedure hands out. */
@Tag("world")
class DossierPapersTest {

  @Test
  void residenceHasSlipsOfItsOwnAndAllOthersTheCommonOnes() throws IOException {
    try (World world = World.on(TestDatabase.H2, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode residence = city.receive("1.004222", City.POLICE).code();
      DossierCode marital = city.receive("1.004873").code();
      assertThat(receipt(world, residence)).contains("Mẫu CT04", residence.value());
      assertThat(receipt(world, marital)).contains("Mẫu số 01").doesNotContain("CT04");
    }
  }

  @Test
  void applicantGetsOneReceiptHoweverManyAgenciesWork() {
    try (World world = World.on(TestDatabase.H2, "2026-04-01T09:00")) {
      City city = City.in(world);
      DossierCode parent = city.receive("2.002621").code();
      city.complete(parent, "check_form", "done", new StepPayload.Note(""));
      DossierCode leg = world.get(Dossiers.class).legs(parent).get(0).code();
      DossierPapers papers = world.get(DossierPapers.class);
      assertThat(papers.of(parent)).contains(new Sheet(Kind.RECEIPT, 1));
      assertThat(papers.of(leg))
          .contains(new Sheet(Kind.CONTROL_SLIP, 1))
          .doesNotContain(new Sheet(Kind.RECEIPT, 1));
    }
  }

  private static String receipt(World world, DossierCode code) throws IOException {
    DossierPapers papers = world.get(DossierPapers.class);
    Sheet receipt = papers.of(code).get(0);
    try (var pdf = Loader.loadPDF(papers.print(code, receipt))) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }
}
