package onestop.web.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import onestop.desk.ledger.LedgerReading;
import onestop.kernel.DossierCode;
import onestop.ledger.LedgerEntry;
import onestop.web.conditions.Continued;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger, for reading and recomputing by any caller with access. */
@RestController
@RequestMapping("/api")
@PersonalData(Of.NOBODY)
class LedgerApi {
  private final LedgerReading ledger;

  LedgerApi(LedgerReading ledger) {
    this.ledger = ledger;
  }

  /** The number of integrated entries, and the root hash over all of them. */
  record Head(long size, String head) {}

  /** One entry; {@code leafHash} is SHA-256 of a byte 0 and {@code canonicalJson} in UTF-8. */
  record Entry(
      long position,
      String kind,
      String dossier,
      Instant at,
      String canonicalJson,
      String leafHash) {
    static Entry of(LedgerEntry entry) {
      return new Entry(
          entry.position(),
          entry.kind(),
          entry.dossier().value(),
          entry.at(),
          entry.canonicalJson(),
          entry.leafHash());
    }
  }

  /** Entries in their order, which go on if there are as many as were asked for. */
  private static final class Entries extends AbstractList<Entry> implements Continued {
    private final List<Entry> entries;
    private final int asked;

    Entries(List<Entry> entries, int asked) {
      this.entries = entries;
      this.asked = asked;
    }

    @Override
    public Entry get(int index) {
      return entries.get(index);
    }

    @Override
    public int size() {
      return entries.size();
    }

    @Override
    public @Nullable Further further() {
      return entries.size() < asked
          ? null
          : new Further("from", String.valueOf(entries.get(asked - 1).position() + 1));
    }
  }

  @GetMapping("/ledger")
  Head head() {
    LedgerReading.Head head = ledger.head();
    return new Head(head.size(), head.root());
  }

  @GetMapping("/ledger/entries")
  @PreAuthorize("hasAnyRole('AUDITOR', 'OPERATOR', 'ADMINISTRATOR', 'HEAD_OF_AGENCY')")
  List<Entry> entries(
      @RequestParam(defaultValue = "0") @Min(value = 0, message = "{web.field.not-negative}")
          long from,
      @RequestParam(defaultValue = "100")
          @Min(value = 1, message = "{web.field.page-size}")
          @Max(value = 1000, message = "{web.field.page-size}")
          int max) {
    return new Entries(ledger.entries(from, max).stream().map(Entry::of).toList(), max);
  }

  @GetMapping("/dossiers/{code}/ledger")
  List<Entry> of(@PathVariable String code) {
    return ledger.of(new DossierCode(code)).stream().map(Entry::of).toList();
  }
}
