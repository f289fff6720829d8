package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Which form a procedure hands out. */
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

  private static String receipt(World world, DossierCode code) throws IOException {
    DossierPapers papers = world.get(DossierPapers.class);
    DossierPapers.Sheet receipt = papers.of(code).get(0);
    try (var pdf = Loader.loadPDF(papers.print(code, receipt))) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }
}
