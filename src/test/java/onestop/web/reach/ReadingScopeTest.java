package onestop.web.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.desk.reading.ReadingScope;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.DossierParties;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in a reader's scope besides what the table of doors tries. */
@Tag("world")
class ReadingScopeTest {
  private static final String NAME = "Trần Thị Ngọc Ánh";
  private static final String BIRTH_WITH_TWO_OFFICES = "2.002621";

  private static World world;
  private static City city;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T10:00");
    city = City.in(world);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void opensWhatOneWorksOnAndAsksForAPurposeOfWhatOneOversees() {
    Set<AgencyCode> ward = Set.of(City.WARD);
    Set<AgencyCode> both = Set.of(City.WARD, City.POLICE);
    ReadingScope specialist = new ReadingScope(ward, Set.of(), false);
    ReadingScope head = new ReadingScope(ward, both, false);
    ReadingScope inspector = new ReadingScope(Set.of(), ward, true);
    Set<AgencyCode> none = Set.of();
    assertThat(specialist.of(both)).isEqualTo(Reading.OPEN);
    assertThat(specialist.of(Set.of(City.POLICE))).isEqualTo(Reading.CLOSED);
    assertThat(head.of(Set.of(City.POLICE))).isEqualTo(Reading.WITH_PURPOSE);
    assertThat(head.of(Set.of(City.INSURANCE))).isEqualTo(Reading.CLOSED);
    assertThat(inspector.of(Set.of(City.INSURANCE))).isEqualTo(Reading.WITH_PURPOSE);
    assertThat(head.of(none)).isEqualTo(Reading.CLOSED);
    assertThat(inspector.of(none)).isEqualTo(Reading.CLOSED);
    assertThat(new ReadingScope(none, none, false).of(ward)).isEqualTo(Reading.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void opensADossierToTheAgenciesOfItsLegsAndALegToThoseOfTheWhole(TestDatabase database) {
    try (World own = World.on(database, "2026-04-01T09:00")) {
      City its = City.in(own);
      DossierCode whole = its.receive(BIRTH_WITH_TWO_OFFICES).code();
      its.complete(whole, "check_form", "done", new StepPayload.Note(""));
      its.resolve(own.get(Dossiers.class).legs(whole).get(0).code());
      DossierParties parties = own.get(DossierParties.class);
      Map<AgencyCode, DossierCode> legs = new HashMap<>();
      own.get(Dossiers.class)
          .legs(whole)
          .forEach(l -> legs.put(l.agencies().resolving(), l.code()));
      assertThat(legs).containsKeys(City.POLICE, City.INSURANCE);
      assertThat(parties.of(whole)).containsOnly(City.WARD, City.POLICE, City.INSURANCE);
      assertThat(parties.of(Objects.requireNonNull(legs.get(City.POLICE))))
          .containsOnly(City.WARD, City.POLICE);
      assertThat(parties.of(new DossierCode("none"))).isEmpty();
      DossierCode alone = its.receive("1.004873").code();
      assertThat(parties.of(Set.of(whole, alone, new DossierCode("none"))))
          .containsOnlyKeys(whole, alone)
          .containsEntry(alone, Set.of(City.WARD));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void findsApplicantsByNameAmongTheReadersOwnOnly(TestDatabase database) {
    try (World own = World.serving(database, "2026-03-02T10:00")) {
      City its = City.in(own);
      String code = its.receive("1.004873").code().value();
      String search = "?text=tr%E1%BA%A7n%20th%E1%BB%8B";
      Visitor clerk = Visitor.of(own, City.desk().id());
      Visitor police = Visitor.of(own, City.officer(City.POLICE, Role.SPECIALIST).id());
      assertThat(clerk.api("/api/dossiers" + search).body()).contains(code);
      assertThat(police.api("/api/dossiers" + search).body())
          .contains("\"total\":0")
          .doesNotContain(code);
      assertThat(police.api("/api/dossiers?text=" + code).body()).contains(code);
      assertThat(police.page("/dossiers").body()).contains(code).doesNotContain(NAME);
      assertThat(clerk.page("/dossiers").body()).contains(code, NAME);
    }
  }

  @Test
  void opensWhatIsDelegatedOnTheDaysOfTheOrderAndNotLonger() {
    String dossier = "/api/dossiers/" + city.receive("1.004873").code();
    LocalDate today = LocalDate.ofInstant(world.now(), World.HANOI);
    var deputy = City.officer(City.INSURANCE, Role.RECORDS_CLERK).id();
    Visitor reader = Visitor.of(world, deputy);
    assertThat(reader.api(dossier).statusCode()).isEqualTo(404);
    assertThat(reader.page("/audit/facts").statusCode()).isEqualTo(403);
    world
        .get(Agencies.class)
        .add(
            new Delegation(
                City.officer(City.WARD, Role.UNIT_HEAD).id(),
                deputy,
                City.WARD,
                Role.UNIT_HEAD,
                Delegation.Capacity.TL,
                today,
                today.plusDays(1),
                "QĐ 5"));
    assertThat(reader.api(dossier).body()).contains(NAME);
    assertThat(reader.page("/audit/facts").statusCode())
        .as("in the session of before, a door of the delegated role")
        .isEqualTo(200);
    world.advanceTo(today.plusDays(2) + "T08:00");
    assertThat(reader.api(dossier).statusCode()).isEqualTo(404);
    assertThat(reader.page("/audit/facts").statusCode()).isEqualTo(403);
  }

  @Test
  void answersAClosedDossierAsOneThatDoesNotExist() {
    String code = city.receive("1.004873").code().value();
    world.advanceTo(LocalDate.ofInstant(world.now(), World.HANOI).plusDays(14) + "T09:01");
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.SPECIALIST).id());
    for (String path : new String[] {"/api/dossiers/%s", "/api/dossiers/%s/events"}) {
      assertThat(police.api(path.formatted(code)).body())
          .isEqualTo(
              police
                  .api(path.formatted("0"))
                  .body()
                  .replace("\"0\"", "\"" + code + "\"")
                  .replace("mã 0", "mã " + code)
                  .replace("/dossiers/0", "/dossiers/" + code));
    }
    long letter = world.get(Apologies.class).of(new DossierCode(code)).get(0).id();
    assertThat(police.api("/api/apologies/" + letter).body().replace("" + letter, "N"))
        .isEqualTo(police.api("/api/apologies/987654321").body().replace("987654321", "N"));
  }

  @Test
  void givesTheHeadOfAWardItsOwnFiguresAndThoseWhoServeTheCityAll() {
    city.receive("1.004873");
    Visitor ward = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    Visitor mayor = Visitor.of(world, City.officer(City.CENTRE, Role.HEAD_OF_AGENCY).id());
    String register = "/api/reports/register?period=2026";
    assertThat(ward.api(register).body()).contains("\"unit\":\"H26.12.03\"", NAME);
    assertThat(ward.api(register + "&level=city").body()).contains("web:beyond-your-unit");
    assertThat(ward.api(register + "&level=city&unit=H26.12.03").body())
        .contains("web:beyond-your-unit");
    assertThat(ward.api(register + "&unit=G01.26").body()).contains("web:beyond-your-unit");
    assertThat(mayor.api(register).body())
        .contains("\"level\":\"CITY\"", "H26.12.03")
        .doesNotContain(NAME);
    assertThat(ward.page("/audit/ledger?agency=G01.26").statusCode()).isEqualTo(403);
    assertThat(ward.api("/api/hearing?unit=H26&level=below").statusCode()).isEqualTo(403);
    assertThat(mayor.api("/api/hearing?unit=H26&level=below").statusCode()).isEqualTo(200);
    assertThat(ward.page("/audit/hearing/list?unit=H26.12.03&period=2026&of=G01.26").statusCode())
        .isEqualTo(403);
  }
}
