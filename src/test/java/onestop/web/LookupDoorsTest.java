package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Role;
import onestop.conduct.Lookup;
import onestop.conduct.LookupPurpose;
import onestop.conduct.Lookups;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An auditor sees personal data only after a purpose is on record, and each look-up is. */
@Tag("world")
class LookupDoorsTest {
  private static final String NAME = "Trần Thị Ngọc Ánh";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothingPersonalIsShownToAnAuditorBeforeItsPurposeIsOnRecord(TestDatabase database) {
    try (World world = World.serving(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive("1.004873").code();
      Lookups lookups = world.get(Lookups.class);
      Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
      String path = "/dossiers/" + code;

      assertAsked(auditor.page(path), code);
      assertAsked(auditor.page(path + "/papers/receipt-1.pdf"), code);
      assertThat(all(lookups)).isEmpty();
      assertThat(auditor.page("/dossiers").body()).contains(code.value()).doesNotContain(NAME);
      assertThat(auditor.page("/").body()).contains(code.value()).doesNotContain(NAME);
      assertThat(auditor.page("/dossiers?q=tran").body()).contains("theo mã hồ sơ");
      assertThat(auditor.page("/dossiers?q=0001").body()).contains(code.value());

      Map<String, String> unsaid = Map.of("dossier", code.value(), "to", path, "text", "QĐ 12");
      assertThat(auditor.post("/audit/purpose", unsaid).body()).contains("không có trong danh mục");
      HttpResponse<String> stated =
          auditor.post(
              "/audit/purpose",
              Map.of(
                  "dossier", code.value(), "to", path, "purpose", "INSPECTION", "text", "QĐ 12"));
      assertThat(stated.headers().firstValue("Location").orElseThrow()).endsWith(path);
      for (String away :
          List.of(
              "//elsewhere.example/dossiers/1",
              "/language?to=en&back=/",
              "/dossiers/../language?to=en",
              "/dossiers/%2e%2e/logout",
              "/dossiers//elsewhere.example",
              "/dossiers/\\elsewhere.example")) {
        assertThat(purpose(auditor, code, away)).as(away).endsWith(path);
      }
      assertThat(purpose(auditor, code, path + "?x={code}")).endsWith(path + "?x=%7Bcode%7D");
      assertThat(auditor.page(path).body()).contains(NAME);
      assertThat(auditor.page(path + "/papers/receipt-1.pdf").statusCode()).isEqualTo(200);
      assertThat(all(lookups))
          .extracting(Lookup::what)
          .containsExactly(Lookup.What.PAPER, Lookup.What.DOSSIER);
      assertThat(all(lookups))
          .allMatch(
              one ->
                  one.dossier().equals(code)
                      && one.at().equals(world.now())
                      && one.stated().equals(new Lookup.Stated(LookupPurpose.INSPECTION, "QĐ 12")));
      assertThat(auditor.page("/audit/lookups").body()).contains(code.value(), "QĐ 12");

      DossierCode other = city.receive("1.004873").code();
      assertAsked(auditor.page("/dossiers/" + other), other);
      world.outageUntil("2026-03-02T10:16");
      assertAsked(auditor.page(path), code);

      JdbcClient jdbc = world.get(JdbcClient.class);
      for (String sql :
          List.of(
              "update auditor_lookup set purpose = 'OTHER'",
              "delete from auditor_lookup",
              "truncate table auditor_lookup")) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(Exception.class);
      }
      assertThat(all(lookups)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void programsStateThePurposeWithEachCallAndOthersAreNotAsked(TestDatabase database) {
    try (World world = World.serving(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive("1.004873").code();
      Lookups lookups = world.get(Lookups.class);
      Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
      String path = "/api/dossiers/" + code;

      assertThat(auditor.api(path).statusCode()).isEqualTo(403);
      assertThat(auditor.api(path).body()).contains("urn:onestop:problem:web:purpose-needed");
      assertThat(auditor.api(path, "Onestop-Purpose", "WHIM", "Onestop-Purpose-Text", "x").body())
          .contains("urn:onestop:problem:reports:purpose-unknown");
      assertThat(auditor.api(path, "Onestop-Purpose", "COMPLAINT").body())
          .contains("urn:onestop:problem:reports:purpose-text-missing");
      assertThat(
              auditor
                  .api(path, "Onestop-Purpose", "COMPLAINT", "Onestop-Purpose-Text", "%zz")
                  .body())
          .contains("urn:onestop:problem:web:header-unreadable");
      assertThat(all(lookups)).isEmpty();
      assertThat(
              auditor
                  .api(
                      path, "Onestop-Purpose", "complaint", "Onestop-Purpose-Text", "%C4%90%C6%A1n")
                  .body())
          .contains(NAME);
      assertThat(all(lookups)).extracting(one -> one.stated().text()).containsExactly("Đơn");
      assertThat(auditor.api(path + "/ledger").statusCode()).isEqualTo(200);
      assertThat(auditor.api("/api/dossiers/none", "Onestop-Purpose", "OTHER").statusCode())
          .isEqualTo(404);

      Visitor clerk = Visitor.of(world, City.desk().id());
      assertThat(clerk.page("/dossiers/" + code).body()).contains(NAME);
      assertThat(clerk.page("/dossiers").body()).contains(NAME);
      assertThat(clerk.page("/audit/lookups").statusCode()).isEqualTo(403);
      assertThat(clerk.page("/audit/purpose?dossier=" + code).statusCode()).isEqualTo(403);
      assertThat(all(lookups)).hasSize(1);
    }
  }

  private static List<Lookup> all(Lookups lookups) {
    return lookups.list(new Lookups.Filter(null, null, null, Set.of()), 100);
  }

  /** Where stating a purpose leads. */
  private static String purpose(Visitor auditor, DossierCode code, String to) {
    return auditor
        .post(
            "/audit/purpose",
            Map.of("dossier", code.value(), "to", to, "purpose", "INSPECTION", "text", "QĐ 12"))
        .headers()
        .firstValue("Location")
        .orElse("");
  }

  private static void assertAsked(HttpResponse<String> answer, DossierCode code) {
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .contains("/audit/purpose?dossier=" + code.value());
    assertThat(answer.body()).doesNotContain(NAME);
  }
}
