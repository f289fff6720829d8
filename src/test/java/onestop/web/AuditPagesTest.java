package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.forms.PdfTable;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import onestop.web.download.TableOut;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The auditor's pages: the evidence sheet, the ledger with its files, the facts. */
@Tag("world")
class AuditPagesTest {
  private static final Pattern DOOR = Pattern.compile("href=\"(/[a-z/-]+)\"");

  @Test
  void showsTheEvidenceOfADossierAndTheLedgerAroundIt() {
    try (World world = World.serving(TestDatabase.H2, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive("1.004873").code();
      world.advanceTo("2026-03-16T09:01");
      city.resolve(code);
      world.get(Ledger.class).integrate(); // what nobody has a position for is on no page
      Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
      String sheet = "/audit/dossiers/" + code;
      assertThat(auditor.page(sheet).statusCode()).isEqualTo(302);
      auditor.post(
          "/audit/purpose",
          Map.of("dossier", code.value(), "to", sheet, "purpose", "HEARING", "text", "Phiên 3"));
      assertThat(auditor.page(sheet).body())
          .contains("Phiếu chứng cứ", "Phút làm việc", "thư xin lỗi được phát hành");
      assertThat(auditor.page("/audit").body()).contains("/audit/ledger", "/audit/facts");
      assertThat(auditor.page("/audit/ledger").body())
          .contains(code.value())
          .doesNotContain("Trần Thị Ngọc Ánh");
      assertThat(auditor.page("/audit/ledger?outcome=missing").body()).doesNotContain(code.value());
      assertThat(auditor.page("/audit/ledger").body())
          .contains("/letters?state=missing")
          .doesNotContain("value=\"missing\"");
      assertThat(auditor.page("/audit/ledger?outcome=missing").body())
          .contains("chỉ có nghĩa vụ đã mở", "/letters?state=missing", "value=\"missing\"");
      assertNoLinkLeadsAnAdministratorToARefusal(world, code);
      assertThat(auditor.page("/audit/ledger?outcome=luck").statusCode()).isEqualTo(400);
      assertThat(auditor.page("/audit/ledger?period=soon").statusCode()).isEqualTo(400);
      assertThat(auditor.page("/audit/ledger?after=x").statusCode()).isEqualTo(400);
      assertThat(auditor.page("/audit/ledger?agency=nowhere").statusCode()).isEqualTo(404);
      String csv = auditor.page("/audit/ledger.csv?agency=" + City.WARD + "&cause=lateness").body();
      assertThat(csv).as("spreadsheets know it for UTF-8").startsWith("\uFEFFMã hồ sơ");
      assertThat(csv)
          .contains(code.value(), "UBND phường Văn Miếu")
          .contains("Lọc: Cơ quan: UBND phường Văn Miếu; Nguyên nhân: Quá hạn")
          .contains("Xuất lúc ", "Người xuất: Nguyễn Văn auditor, UBND thành phố Hà Nội");
      assertThat(auditor.api("/api/audit/ledger.csv").body())
          .as("a program asks for rows and codes alone")
          .startsWith("Mã hồ sơ")
          .contains(City.WARD.value())
          .doesNotContain("Người xuất");
      assertThat(auditor.api("/api/audit/ledger.csv?outcome=luck").body())
          .contains("urn:onestop:problem:web:choice-unknown");
      for (String report : List.of("settlement", "city-summary", "service-index", "register")) {
        assertThat(auditor.page("/reports/" + report + ".csv?period=2026-03").body())
            .as("a report for a spreadsheet")
            .startsWith("\uFEFF");
        assertThat(auditor.api("/api/reports/" + report + "?format=csv&period=2026-03").body())
            .as("a report for a program")
            .isNotEmpty()
            .doesNotContain("\uFEFF");
      }
      assertThat(auditor.page("/audit/ledger.pdf").body()).startsWith("%PDF-");
      assertThat(auditor.page("/audit/ledger.xlsx").body()).startsWith("PK");

      Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      assertThat(head.page("/audit/facts?trait=steps_at_once&period=2026-03").body())
          .contains(code.value());
      head.post(
          "/audit/facts/explain",
          Map.of(
              "trait", "steps_at_once", "period", "2026-03", "code", code.value(), "text", "Do"));
      assertThat(auditor.page("/audit/facts?trait=steps_at_once&period=2026-03").body())
          .contains("Do", code.value());
      Visitor clerk = Visitor.of(world, City.desk().id());
      assertThat(clerk.page("/audit/ledger").statusCode()).isEqualTo(403);
      assertThat(clerk.page("/audit/ledger.csv").statusCode()).isEqualTo(403);
      assertNoDoorLeadsToARefusal(List.of(head, clerk, auditor));
    }
  }

  /** Whatever the menu and the auditor's desk offer, this reader may open. */
  private static void assertNoDoorLeadsToARefusal(List<Visitor> readers) {
    for (Visitor reader : readers) {
      List<String> from = new ArrayList<>(List.of("/", "/audit/facts"));
      if (reader.page("/audit").statusCode() == 200) {
        from.add("/audit");
      }
      for (String page : from) {
        Matcher door = DOOR.matcher(reader.page(page).body());
        while (door.find()) {
          assertThat(reader.page(door.group(1)).statusCode()).as(door.group(1)).isLessThan(400);
        }
      }
    }
  }

  /** Who may read lists and no dossier gets codes, and no links. */
  private static void assertNoLinkLeadsAnAdministratorToARefusal(World world, DossierCode code) {
    Visitor administrator = Visitor.of(world, City.officer(City.CENTRE, Role.ADMINISTRATOR).id());
    for (String list :
        List.of(
            "/audit/ledger",
            "/audit/lookups",
            "/audit/hearing/list?measure=received&period=2026",
            "/reports/settlement/dossiers?period=2026-03&column=3",
            "/reports/register?period=2026-03")) {
      assertThat(administrator.page(list).body())
          .as("no link of %s leads to a refusal", list)
          .contains(code.value())
          .doesNotContain("href=\"/dossiers/", "href=\"/audit/dossiers/", "href=\"/letters/");
    }
  }

  @Test
  void writesTablesThatOthersRead() throws IOException {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    try (TableOut table =
        TableOut.pdf(pdf, "Sổ cái", new PdfTable.Head(List.of("Mã", "Lời"), List.of(1, 2)))) {
      for (int i = 0; i < 200; i++) {
        table.row(List.of("D-" + i, "Quá hạn, đã xin lỗi ằ ỡ ₫ " + i));
      }
    }
    ByteArrayOutputStream narrow = new ByteArrayOutputStream();
    String agency = "Chi nhánh Văn phòng đăng ký đất đai khu vực 1";
    try (TableOut table =
        TableOut.pdf(narrow, "Sổ", new PdfTable.Head(List.of("Mã", "Nơi"), List.of(14, 1)))) {
      for (int i = 0; i < 100; i++) {
        table.row(List.of("D-" + i, "27/11/2026 17:00"));
      }
      table.row(List.of("D-100", agency + " " + agency + " " + agency));
    }
    try (PDDocument read = Loader.loadPDF(narrow.toByteArray())) {
      assertThat(read.getNumberOfPages()).as("rows of two lines take more pages").isBetween(5, 7);
      assertThat(new PDFTextStripper().getText(read))
          .contains("27/11/2026", "17:00", "Chi nhánh", "đăng ký đ…")
          .doesNotContain("27/11/2026 1…");
    }
    try (PDDocument read = Loader.loadPDF(pdf.toByteArray())) {
      assertThat(read.getNumberOfPages()).isEqualTo(6);
      assertThat(new PDFTextStripper().getText(read))
          .contains("Sổ cái", "D-0", "D-199", "Quá hạn, đã xin lỗi ằ ỡ ₫ 199");
    }
    ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
    try (TableOut table = TableOut.xlsx(xlsx, List.of("Mã", "Lời"))) {
      for (int i = 0; i < 1200; i++) {
        table.row(List.of("D-" + i, "ằ <&> " + i));
      }
    }
    try (ReadableWorkbook read =
        new ReadableWorkbook(new ByteArrayInputStream(xlsx.toByteArray()))) {
      var rows = read.getFirstSheet().read();
      assertThat(rows).hasSize(1201);
      assertThat(rows.get(1200).getCellText(1)).isEqualTo("ằ <&> 1199");
    }
  }
}
