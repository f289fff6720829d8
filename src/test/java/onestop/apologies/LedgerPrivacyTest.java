package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.apologies.letter.ApologyLetter;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log is public: who applied, who served and what anybody wrote in words is not in it. */
@Tag("world")
class LedgerPrivacyTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final Actor.Officer SPECIALIST = City.officer(City.WARD, Role.SPECIALIST);
  private static final Actor.Officer HEAD = City.officer(City.WARD, Role.HEAD_OF_AGENCY);

  /** Everything that a person said or is called in this test has this in it. */
  private static final String MARK = "Quỳnh";

  private static final OfficerId DEPUTY = new OfficerId("pho.Quỳnh");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void namesNobodyAndQuotesNobody(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      delegate(world);
      DossierCode signed = receive(world, city, "one");
      DossierCode waived = receive(world, city, "two");
      DossierCode silent = receive(world, city, "three");
      world.advanceTo("2026-03-04T09:00");
      Apologies apologies = world.get(Apologies.class);
      long id = id(apologies, signed);
      apologies.draft(
          new DraftOrder(id, ApologyReason.OTHER, "Cô " + MARK + " nghỉ ốm", null), SPECIALIST);
      apologies.sign(List.of(SignOrder.asDrafted(id)), new Actor.Officer(DEPUTY, City.WARD));
      apologies.waive(
          new WaiverOrder(id(apologies, waived), Waiver.Ground.FORCE_MAJEURE, "Đơn của " + MARK),
          HEAD);
      world.advanceTo("2026-03-06T09:00");
      world.get(LetterPress.class).print(100);
      Ledger ledger = world.get(Ledger.class);
      ledger.integrate();

      List<LedgerEntry> entries = ledger.entries(0, 1_000);
      assertThat(entries)
          .extracting(LedgerEntry::kind)
          .contains(
              "APOLOGY_OPENED",
              "APOLOGY_DRAFTED",
              "APOLOGY_SIGNED",
              "APOLOGY_WAIVED",
              "LETTER_ISSUED",
              "LETTER_PRINTED");
      for (LedgerEntry entry : entries) {
        assertThat(entry.canonicalJson())
            .doesNotContainIgnoringCase(MARK)
            .doesNotContain("0912345678", "ngõ 7", "anh@example.org", "Nguyễn Văn");
      }
      theAddresseeCanBeShownTheMatch(world, silent);
    }
  }

  private static void theAddresseeCanBeShownTheMatch(World world, DossierCode code) {
    Apologies apologies = world.get(Apologies.class);
    ApologyLetter letter = apologies.letter(id(apologies, code)).orElseThrow();
    String salt = String.valueOf(letter.fields().get("salt"));
    Ledger ledger = world.get(Ledger.class);
    assertThat(
            ledger.find(
                code,
                "LETTER_ISSUED",
                Map.of("addresseeSha256", AddresseeSalt.hash(salt, "Lê Thị " + MARK))))
        .isPresent();
    assertThat(
            ledger.find(
                code,
                "LETTER_ISSUED",
                Map.of("addresseeSha256", AddresseeSalt.hash("", "Lê Thị " + MARK))))
        .as("without the letter nobody can try names")
        .isEmpty();
  }

  private static void delegate(World world) {
    Agencies agencies = world.get(Agencies.class);
    agencies.add(
        new Officer(DEPUTY, "Phạm " + MARK, "Phó " + MARK, City.WARD, Set.of(Role.UNIT_HEAD)),
        null);
    agencies.add(
        new Delegation(
            HEAD.id(),
            DEPUTY,
            City.WARD,
            Role.HEAD_OF_AGENCY,
            Delegation.Capacity.KT,
            LocalDate.of(2026, 3, 1),
            LocalDate.of(2026, 3, 31),
            "Giao cho " + MARK));
  }

  private static DossierCode receive(World world, City city, String key) {
    Intake plain = city.intake(MARITAL_STATUS, City.WARD, key);
    Applicant applicant =
        new Applicant("Lê Thị " + MARK, "Nhà " + MARK + ", ngõ 7", "0912345678", null, null);
    Intake intake =
        new Intake(
            plain.source(),
            plain.idempotencyKey(),
            plain.procedureCode(),
            plain.receivingAgency(),
            plain.resolvingAgency(),
            applicant,
            "Hồ sơ của " + MARK,
            plain.channel(),
            plain.papers(),
            null,
            null,
            null);
    return ((IntakeResult.Received) world.get(Dossiers.class).receive(intake, City.desk()))
        .dossier()
        .code();
  }

  private static long id(Apologies apologies, DossierCode code) {
    return apologies.of(code).get(0).id();
  }
}
