package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import onestop.agencies.Agencies;
import onestop.desk.papers.DossierPapers;
import onestop.desk.papers.DossierPapers.Kind;
import onestop.desk.papers.DossierPapers.Sheet;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which form a procedure hands out. */
@Tag("world")
class DossierPapersTest {
  @RegisterExtension private static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  @Test
  void residenceHasSlipsOfItsOwnAndAllOthersTheCommonOnes() throws IOException {
    World world = SHARED.world(TestDatabase.H2);
    City city = SHARED.city(TestDatabase.H2);
    DossierCode residence = city.receive("1.004222", City.POLICE).code();
    DossierCode marital = city.receive("1.004873").code();
    assertThat(receipt(world, residence)).contains("Mẫu CT04", residence.value());
    assertThat(receipt(world, marital)).contains("Mẫu số 01").doesNotContain("CT04");
  }

  @Test
  void applicantGetsOneReceiptHoweverManyAgenciesWork() throws IOException {
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
      city.resolve(leg);
      Agencies agencies = world.get(Agencies.class);
      String police = agencies.get(City.POLICE).nameVi();
      String insurance = agencies.get(City.INSURANCE).nameVi();
      assertThat(print(world, parent, Kind.CONTROL_SLIP))
          .contains("Cơ quan phối hợp giải quyết hồ sơ: ")
          .contains(police, insurance);
      DossierCode residence =
          world.get(Dossiers.class).legs(parent).stream()
              .filter(part -> part.agencies().resolving().equals(City.POLICE))
              .findFirst()
              .orElseThrow()
              .code();
      String ofTheLeg = print(world, residence, Kind.CONTROL_SLIP);
      assertThat(ofTheLeg.substring(ofTheLeg.indexOf("Cơ quan phối hợp")))
          .contains(agencies.get(City.WARD).nameVi(), insurance)
          .doesNotContain(police);
    }
  }

  @Test
  void controlSlipSaysOfEachHandoverHowItKeptTheTime() throws IOException {
    World world = SHARED.world(TestDatabase.H2);
    City city = SHARED.city(TestDatabase.H2);
    DossierCode early = city.receive("1.004873").code();
    city.resolve(early);
    int hops = steps(world, early);
    assertThat(hops).isGreaterThan(1);
    String slip = print(world, early, Kind.CONTROL_SLIP);
    assertThat(count(slip, "Trước hạn")).isOne();
    assertThat(count(slip, "Đúng hạn")).isEqualTo(hops - 1);
    assertThat(slip).doesNotContain("Cơ quan phối hợp");

    DossierCode late = city.receive("1.004873").code();
    world.advanceTo(world.now().plus(Duration.ofDays(18)));
    city.resolve(late);
    assertThat(count(print(world, late, Kind.CONTROL_SLIP), "Quá hạn"))
        .isEqualTo(steps(world, late));
  }

  @Test
  void noticesOfWithdrawalsAreNumberedWithoutGaps() throws IOException {
    World world = SHARED.world(TestDatabase.H2);
    City city = SHARED.city(TestDatabase.H2);
    Dossiers dossiers = world.get(Dossiers.class);
    for (int no = 1; no <= 2; no++) {
      DossierCode code = city.receive("1.004873").code();
      dossiers.withdraw(code, "Người nộp đổi ý", City.desk());
      assertThatThrownBy(() -> dossiers.withdraw(code, "Lần hai", City.desk()))
          .as("takes no number")
          .isInstanceOf(Failure.class);
      assertThat(print(world, code, Kind.STOP_NOTICE)).contains("Số: 00" + no + "/TBDHS-H26.12.03");
    }
  }

  private static int steps(World world, DossierCode code) {
    return (int)
        world.get(Dossiers.class).events(code).stream()
            .filter(event -> event.kind().equals("STEP_COMPLETED"))
            .count();
  }

  private static int count(String text, String words) {
    return text.split(words, -1).length - 1;
  }

  private static String receipt(World world, DossierCode code) throws IOException {
    return print(world, code, Kind.RECEIPT);
  }

  private static String print(World world, DossierCode code, Kind kind) throws IOException {
    byte[] paper = world.get(DossierPapers.class).print(code, new Sheet(kind, 1));
    try (var pdf = Loader.loadPDF(paper)) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }
}
