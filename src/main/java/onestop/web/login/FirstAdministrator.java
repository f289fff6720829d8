package onestop.web.login;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Creates the first login of a new installation: the administrator, whose password comes from the
 * environment and is required only while no account can log in.
 */
@Component
@ConditionalOnWebApplication
final class FirstAdministrator implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
  private static final OfficerId ADMINISTRATOR = new OfficerId("admin");
  private static final AgencyCode CITY = new AgencyCode("CITY");

  private final Agencies agencies;
  private final PasswordEncoder passwords;
  private final PasswordRules rules;
  private final Clock clock;
  private final String password;

  FirstAdministrator(
      Agencies agencies,
      PasswordEncoder passwords,
      PasswordRules rules,
      Clock clock,
      @Value("${ONESTOP_ADMIN_PASSWORD:}") String password) {
    this.agencies = agencies;
    this.passwords = passwords;
    this.rules = rules;
    this.clock = clock;
    this.password = password;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!agencies.isEmpty()) {
      return;
    }
    if (password.isEmpty()) {
      log.warn("Nobody can log in yet: set ONESTOP_ADMIN_PASSWORD and start again.");
      return;
    }
    Officer administrator =
        new Officer(ADMINISTRATOR, "Administrator", "Quản trị", CITY, Set.of(Role.ADMINISTRATOR));
    rules.check("ONESTOP_ADMIN_PASSWORD", password, administrator);
    if (agencies.find(CITY).isEmpty()) {
      agencies.add(city(), LocalDate.of(2000, 1, 1));
    }
    agencies.add(administrator, passwords.encode(password));
    log.info("Administrator \"{}\" added at {}", ADMINISTRATOR, clock.instant());
  }

  private static Agency city() {
    return new Agency(
        CITY,
        "Ủy ban nhân dân thành phố",
        "City people's committee",
        null,
        Agency.Kind.CITY,
        "000.00.00.H26",
        "",
        "",
        "",
        "");
  }
}
