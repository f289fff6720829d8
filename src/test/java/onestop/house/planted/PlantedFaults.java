package onestop.house.planted;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.function.Supplier;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.dossiers.Dossiers;
import onestop.engine.ProcessRuntime;
import onestop.kernel.DossierCode;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One fault of each kind that the house tests must see. The tests that read the whole house leave
 * this package out; their self-checks read nothing else. Never called.
 */
public final class PlantedFaults {
  private PlantedFaults() {}

  record KnowsCamunda(ProcessEngine engine) {}

  record ReadsSql(Connection connection) {}

  record PassesTheGatewayBy(ProcessRuntime runtime, TransactionTemplate transaction) {
    void stop(DossierCode dossier) {
      transaction.executeWithoutResult(status -> runtime.suspend(dossier));
    }
  }

  record PlainStore(Connection connection) {}

  @Component
  @Profile("planted")
  static final class SaysItIsABean {
    Connection connection;
  }

  /** Made public to be named by its test. */
  public static final class HoldsAFacade {
    final Dossiers dossiers;

    HoldsAFacade(Dossiers dossiers) {
      this.dossiers = dossiers;
    }

    void addsAnAgency(Agencies agencies, Agency agency, LocalDate since) {
      agencies.add(agency, since);
    }
  }

  @Component
  @Profile("planted")
  static final class HasEightCollaborators {
    HasEightCollaborators(
        Clock a, Clock b, Clock c, Clock d, Clock e, Clock f, Clock g, ObjectProvider<Clock> h) {}
  }

  @Component
  @Profile("planted")
  static final class HasSevenAndASetting {
    HasSevenAndASetting(
        Clock a,
        Clock b,
        Clock c,
        Clock d,
        Clock e,
        Clock f,
        Clock g,
        @Value("${onestop.planted:1}") int setting) {}
  }

  @Component
  @Profile("planted")
  record IsABagByAnnotation(Clock clock) {}

  record IsABagByContent(SaysItIsABean one, HasSevenAndASetting other) {}

  static final class ReadsTheWallClock {
    final Instant now = Instant.now();
    final Supplier<Instant> reference = Instant::now;
    final LocalDate today = LocalDate.now(ZoneId.systemDefault());
    final long millis = System.currentTimeMillis();
    final Clock clock = Clock.systemUTC();
    final Random chance = new Random();

    void waits() throws InterruptedException {
      Thread.sleep(1);
    }
  }

  static final class TakesTimeAsAnArgument {
    Instant now(Clock clock) {
      return Instant.now(clock);
    }

    Random chance(long seed) {
      return new Random(seed);
    }
  }
}
