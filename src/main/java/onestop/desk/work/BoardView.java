package onestop.desk.work;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import onestop.inbox.DeskOutlooks.Seen;
import onestop.inbox.Workloads.Load;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;

/**
 * The board of one agency.
 *
 * @param until the close of office up to which lateness is predicted: that of the next working day
 * @param open the open dossiers that the agency resolves, as the figures have them
 * @param late those of them that are late
 * @param willBeLate the items of dossiers that are due by then and will be late at the usual pace,
 *     first those that can still be saved, the ones with the least time to spare first
 * @param whole false if only the items due first were looked at
 */
public record BoardView(
    AgencyCode agency,
    Instant asOf,
    Instant until,
    long open,
    long late,
    List<Seen> willBeLate,
    List<Load> loads,
    List<Age> ages,
    List<Desk> desks,
    boolean whole) {

  /**
   * Items by how long they have waited at their desk.
   *
   * @param from in working days, inclusive
   * @param to in working days, exclusive; 0 for the oldest
   */
  public record Age(int from, int to, long items) {}

  /**
   * The items of one step of one procedure.
   *
   * @param late of dossiers that are late
   * @param predicted of dossiers due by {@code until} that are not late yet, and will be at the
   *     usual pace; their sum is {@link BoardView#dossiersLate}
   */
  public record Desk(
      String procedure, String step, String name, long items, long late, long predicted) {}

  /** The items that can still be saved. */
  public List<Seen> rescues() {
    return willBeLate.stream().filter(one -> one.outlook().isSaved()).toList();
  }

  /** The number of waiting items, those whose clock does not run included. */
  public long itemsWaiting() {
    return loads.stream().mapToLong(Load::open).sum();
  }

  /** The number of waiting items whose clock runs; those due first if not {@code whole}. */
  public long itemsRunning() {
    return desks.stream().mapToLong(Desk::items).sum();
  }

  /** The number of dossiers that will be late. */
  public int dossiersLate() {
    return dossiers(willBeLate);
  }

  /** The number of dossiers that can still be saved. */
  public int dossiersSaved() {
    return dossiers(rescues());
  }

  private static int dossiers(List<Seen> items) {
    Set<DossierCode> codes = new LinkedHashSet<>();
    items.forEach(one -> codes.add(one.item().dossier()));
    return codes.size();
  }
}
