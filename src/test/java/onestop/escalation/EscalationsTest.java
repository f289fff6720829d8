package onestop.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.SharedWorld.Week;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who hears of a late dossier, of its silent letter and of a second lateness. */
@Tag("world")
class EscalationsTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String MARITAL_STATUS = "1.004873";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLetterLetGoBySilenceIsEscalated(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "17:00"));
    assertThat(levels(world, code))
        .contains(EscalationLevel.SIGN_APOLOGY, EscalationLevel.APOLOGY_LIMIT);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aWaivedLetterIsNobodysSilence(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "09:00"));
    long before = count(world, code, "SIGN_APOLOGY");
    world
        .get(Apologies.class)
        .waive(
            new WaiverOrder(obligation(world, code), Waiver.Ground.FORCE_MAJEURE, "QĐ-1"),
            City.officer(City.WARD, Role.HEAD_OF_AGENCY));
    world.advanceTo(week.at(2, "17:00"));
    assertThat(levels(world, code)).doesNotContain(EscalationLevel.APOLOGY_LIMIT);
    assertThat(count(world, code, "SIGN_APOLOGY")).isEqualTo(before);
    world.advanceTo(week.at(3, "17:01"));
    assertThat(levels(world, code)).as("late it is all the same").contains(EscalationLevel.OVERDUE);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aSecondLatenessIsHeardOneRungHigherWithAnUrgingSlip(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "09:00"));
    Apologies apologies = world.get(Apologies.class);
    apologies.draft(
        new DraftOrder(obligation(world, code), ApologyReason.OVERLOAD, "Nhiều hồ sơ", null),
        City.officer(City.WARD, Role.SPECIALIST));
    apologies.sign(
        List.of(SignOrder.asDrafted(obligation(world, code))),
        City.officer(City.WARD, Role.HEAD_OF_AGENCY));
    assertThat(urgingSlips(world, code)).isZero();
    world.advanceTo(apologies.of(code).get(0).issue().newDueAt().plusSeconds(60));
    Escalation second =
        world.get(Escalations.class).of(code).stream()
            .filter(one -> one.level() == EscalationLevel.OVERDUE)
            .findFirst()
            .orElseThrow();
    assertThat(second.appointmentNo()).isEqualTo(2);
    assertThat(second.recipients())
        .contains(City.CENTRE.value())
        .noneMatch(name -> name.contains("specialist"));
    assertThat(urgingSlips(world, code)).isEqualTo(1);
    assertThat(apologies.of(code)).as("no second letter").hasSize(1);
  }

  private static long obligation(World world, DossierCode code) {
    return world.get(Apologies.class).of(code).get(0).id();
  }

  private static List<EscalationLevel> levels(World world, DossierCode code) {
    return world.get(Escalations.class).of(code).stream().map(Escalation::level).toList();
  }

  private static long count(World world, DossierCode code, String level) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from escalation where dossier_code = ? and level = ?")
        .params(code.value(), level)
        .query(Long.class)
        .single();
  }

  private static long urgingSlips(World world, DossierCode code) {
    return world
        .get(JdbcClient.class)
        .sql("select count(distinct message_key) from outbox_message where message_key like ?")
        .param("urge:" + code.value() + ":%")
        .query(Long.class)
        .single();
  }
}
