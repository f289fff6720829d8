package onestop.dossiers.steps;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierStore;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.forms.PrintableText;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.mail.MailAddressRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Corrects where an applicant is reached, also after the dossier has ended: a letter that came back
 * needs another address. The event names the fields and never their values; letters that are issued
 * keep the address of their day.
 */
@Service
public class ContactCorrections {
  private static final int LONGEST_ADDRESS = 300;

  private final DossierStore store;
  private final DossierJournal journal;
  private final MailAddressRule mail;
  private final Clock clock;
  private final CommandGateway gateway;

  ContactCorrections(
      DossierStore store,
      DossierJournal journal,
      MailAddressRule mail,
      Clock clock,
      CommandGateway gateway) {
    this.store = store;
    this.journal = journal;
    this.mail = mail;
    this.clock = clock;
    this.gateway = gateway;
  }

  /** Where the applicant is reached; null where there is none. */
  public record Contact(@Nullable String address, @Nullable String email) {}

  /**
   * Records the contact, if it differs from the one on record.
   *
   * @return whether it differed
   * @throws Failure {@code kernel/mail-…} or {@code dossiers/address-length} for an address that
   *     nothing can be sent to, {@code forms/…} for characters that no envelope can bear
   */
  public boolean correct(DossierCode code, Contact contact, Actor by) {
    mail.require("email", contact.email());
    String address = contact.address();
    if (address != null && address.length() > LONGEST_ADDRESS) {
      throw Failure.badInput("dossiers", "address-length", "max", LONGEST_ADDRESS);
    }
    PrintableText.require("address", address == null ? "" : address);
    return gateway.run(new Target.OfDossier(code), () -> write(code, contact, by));
  }

  private boolean write(DossierCode code, Contact contact, Actor by) {
    Dossier dossier = journal.lock(code);
    Applicant before = dossier.applicant();
    Applicant after =
        new Applicant(
            before.name(), contact.address(), before.phone(), contact.email(), before.idNumber());
    List<String> changed = new ArrayList<>();
    if (!Objects.equals(before.address(), after.address())) {
      changed.add("address");
    }
    if (!Objects.equals(before.email(), after.email())) {
      changed.add("email");
    }
    if (changed.isEmpty()) {
      return false;
    }
    after.requireSound();
    store.contact(code, after);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    journal.note(code, Fact.of("CONTACT_CORRECTED", now, by).with(Map.of("fields", changed)));
    return true;
  }
}
