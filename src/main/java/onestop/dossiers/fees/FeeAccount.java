package onestop.dossiers.fees;

import java.util.List;
import java.util.Objects;
import onestop.dossiers.fees.FeeEntry.Kind;

/** The fee account of a dossier. */
public record FeeAccount(List<FeeEntry> entries) {
  public FeeAccount {
    entries = List.copyOf(entries);
  }

  /** What the applicant has to pay in total, in đồng. */
  public long charged() {
    return sum(Kind.CHARGE);
  }

  /** What has been paid, in đồng. */
  public long paid() {
    return sum(Kind.PAYMENT);
  }

  /** What is still to be paid, in đồng; negative if more was paid than charged. */
  public long owed() {
    return charged() - paid();
  }

  /** Whether the entry stands: it cancels none and is cancelled by none. */
  public boolean stands(FeeEntry entry) {
    return entry.counters() == null
        && entries.stream().noneMatch(one -> Objects.equals(one.counters(), entry.no()));
  }

  private long sum(Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).mapToLong(FeeEntry::amount).sum();
  }
}
