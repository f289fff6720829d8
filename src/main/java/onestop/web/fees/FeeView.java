package onestop.web.fees;

import java.time.Instant;
import java.util.List;
import onestop.desk.Caller;
import onestop.desk.receiving.FeeCounter;
import onestop.dossiers.fees.FeeAccount;
import onestop.dossiers.fees.FeeEntry;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.procedures.fee.FeeRate;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The fee account of a dossier in the reader's language.
 *
 * @param code the dossier
 * @param payer the applicant's name, proposed as who pays
 * @param rows the entries in their order
 * @param owed in đồng; negative if more was paid than charged
 * @param rates the rates by which a fee can be charged; empty where the reader may not, or a charge
 *     stands already
 * @param open whether the reader takes fees of the dossier
 */
public record FeeView(
    String code,
    String payer,
    List<Row> rows,
    long charged,
    long paid,
    long owed,
    List<Names.Choice> rates,
    boolean open) {
  /** The name of the model attribute of pages. */
  public static final String MODEL = "fees";

  /** Whether there is anything to show. */
  public boolean shown() {
    return !rows.isEmpty() || !rates.isEmpty();
  }

  /** What more was paid than charged, in đồng. */
  public long over() {
    return -owed;
  }

  /**
   * One entry.
   *
   * @param receipt the number of a receipt; null for any other entry
   * @param stands whether it may be put right by a counter-entry
   */
  public record Row(
      int no,
      String kind,
      long amount,
      @Nullable String method,
      @Nullable String payer,
      @Nullable String receipt,
      @Nullable String reason,
      @Nullable Integer counters,
      String by,
      Instant at,
      boolean stands) {}

  /** Makes views of fee accounts. */
  @Component
  public static final class Writer {
    private final FeeCounter counter;
    private final Names names;

    Writer(FeeCounter counter, Names names) {
      this.counter = counter;
      this.names = names;
    }

    /** The account of a dossier as that reader may see and change it. */
    public FeeView of(DossierCode code, Caller reader) {
      Dossier dossier = counter.dossier(code);
      FeeAccount account = counter.account(code);
      boolean open = counter.isOpenTo(reader, dossier);
      boolean charged =
          account.entries().stream()
              .anyMatch(e -> e.kind() == FeeEntry.Kind.CHARGE && account.stands(e));
      return new FeeView(
          code.value(),
          dossier.applicant().name(),
          account.entries().stream().map(entry -> row(entry, account)).toList(),
          account.charged(),
          account.paid(),
          account.owed(),
          open && !charged ? rates(dossier) : List.of(),
          open);
    }

    private List<Names.Choice> rates(Dossier dossier) {
      return counter.schedule(dossier).filter(schedule -> !schedule.isFree()).stream()
          .flatMap(schedule -> schedule.ratesFor(dossier.channel().name()).stream())
          .map(rate -> new Names.Choice(rate.code(), name(rate)))
          .toList();
    }

    /** The name of a rate in the reader's language. */
    public static String name(FeeRate rate) {
      return Names.english() ? rate.nameEn() : rate.nameVi();
    }

    private Row row(FeeEntry entry, FeeAccount account) {
      boolean counter = entry.counters() != null;
      return new Row(
          entry.no(),
          names.text("fee.entry." + entry.kind() + (counter ? ".counter" : "")),
          entry.amount(),
          entry.method() == null ? null : names.text("fee.method." + entry.method()),
          entry.payer(),
          entry.receipt(),
          entry.reason(),
          entry.counters(),
          names.officer(entry.by().id()),
          entry.at(),
          account.stands(entry));
    }
  }
}
