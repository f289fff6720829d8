package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.node.PeriodicWork;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

/** Tết 2026: offices close on Friday 13 February and open on Monday 23 February. */
@Tag("world")
class HolidaySweepTest {

  @Test
  void namesWhatCannotBeSignedDuringTheDaysOff() {
    try (World world = World.on(TestDatabase.H2, "2026-02-11T10:00")) {
      City city = City.in(world);
      // three working days: due on the first day after Tết, so its letter is due on the last before
      Dossier dossier = city.receive("1.004873");
      HolidaySweep sweep = world.get(HolidaySweep.class);
      world.advanceTo("2026-02-12T15:15");
      assertThat(sweep.sweep()).as("a working day follows").isEmpty();
      world.advanceTo("2026-02-13T15:15");
      assertThat(sweep.sweep()).isEqualTo(Map.of(dossier.agencies().resolving(), 1L));
      city.resolve(dossier.code());
      assertThat(sweep.sweep()).as("nothing is owed any more").isEmpty();
    }
  }

  @Test
  void itsHoursAreSuchAsTheSchedulerReads() {
    try (World world = World.on(TestDatabase.H2, "2026-03-04T10:00")) {
      PeriodicWork work = new ApologyWork().sweepBeforeHolidays(world.get(HolidaySweep.class));
      assertThat(work.rhythm())
          .isInstanceOfSatisfying(
              PeriodicWork.Rhythm.Cron.class,
              cron -> assertThat(CronExpression.isValidExpression(cron.expression())).isTrue());
    }
  }

  @Test
  void anOrdinaryWeekendIsNoLongRest() {
    try (World world = World.on(TestDatabase.H2, "2026-03-04T10:00")) {
      DossierCode code = City.in(world).receive("1.004873").code();
      world.advanceTo("2026-03-06T15:15");
      assertThat(world.get(HolidaySweep.class).sweep()).isEmpty();
      assertThat(world.get(Apologies.class).of(code)).as("unsigned").hasSize(1);
    }
  }

  @Test
  void lagOfSecondsIsHeardBeforeADayOff() {
    try (World world = World.on(TestDatabase.H2, "2026-02-11T10:00")) {
      DossierCode code = City.in(world).receive("1.004873").code();
      world.outageUntil("2026-02-13T15:15");
      assertThat(world.get(Apologies.class).of(code)).isEmpty();
      world.get(HolidaySweep.class).sweep();
      assertThat(world.get(Apologies.class).of(code)).hasSize(1);
    }
  }
}
