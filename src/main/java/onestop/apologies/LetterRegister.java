package onestop.apologies;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import onestop.apologies.letter.LetterContent;
import onestop.apologies.letter.LetterStore;
import onestop.apologies.letter.NumberSeries;
import onestop.apologies.obligation.ApologyObligation;
import onestop.dossiers.life.Dossier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The register of letters: gives each its number and keeps its content as issued. */
@Component
class LetterRegister {
  private final LetterStore store;
  private final NumberSeries numbers;
  private final LetterContent content;
  private final AddresseeSalt salts;
  private final ZoneId zone;

  LetterRegister(
      LetterStore store,
      NumberSeries numbers,
      LetterContent content,
      AddresseeSalt salts,
      ZoneId zone) {
    this.store = store;
    this.numbers = numbers;
    this.content = content;
    this.salts = salts;
    this.zone = zone;
  }

  /** The number of a registered letter, and the hashes that the ledger publishes. */
  record Registered(String number, String contentSha256, String addresseeSha256) {}

  /** Registers a letter issued at {@code at}, within the caller's transaction. */
  Registered register(
      ApologyObligation obligation, Dossier dossier, Instant at, @Nullable Instant newDue) {
    int year = at.atZone(zone).getYear();
    String number = numbers.nextLetter(obligation.agency(), year);
    String salt = salts.of(obligation.key());
    Map<String, Object> fields =
        content.fields(obligation, dossier, new LetterContent.Issuing(number, at, newDue, salt));
    String sha256 =
        store.insert(obligation, new LetterStore.PinnedLetter(number, year, fields, at));
    return new Registered(number, sha256, AddresseeSalt.hash(salt, dossier.applicant().name()));
  }
}
