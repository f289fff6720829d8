package onestop.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerCheck;
import onestop.store.Sql;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Service;

/**
 * Recomputes what follows from the raw events, and names every difference from what is stored: the
 * states of dossiers and obligations, step by step through their lifecycles; due dates, limits and
 * the one timer of each clock; letters, whether they came in time, their contents, prints and
 * messages; the ledger's tree. Finding nothing means that each late dossier has exactly one letter,
 * and that the evidence says so by itself.
 *
 * <p>First gives entries that are only sequenced their positions, as every node does; apart from
 * that it reads only. Walks all dossiers in constant memory. Meant for a database at rest: a
 * command that commits meanwhile may show up as a difference that is none.
 */
@Service
public class Fsck {
  private static final int PAGE = 500;

  private final Sql sql;
  private final DossierCheck dossiers;
  private final LetterCheck letters;
  private final Ledger ledger;

  Fsck(Sql sql, DossierCheck dossiers, LetterCheck letters, Ledger ledger) {
    this.sql = sql;
    this.dossiers = dossiers;
    this.letters = letters;
    this.ledger = ledger;
  }

  /**
   * What a walk saw.
   *
   * @param toPrint letters that the press has not printed yet; only those that it left out, or that
   *     wait while it stands still, are findings too
   * @param findings in order of dossier; empty if everything holds
   */
  public record Result(
      long dossiers,
      long letters,
      long toPrint,
      long ledgerEntries,
      String ledgerHead,
      List<Finding> findings) {
    /** Whether nothing was found. */
    public boolean holds() {
      return findings.isEmpty();
    }
  }

  /** Checks everything. */
  public Result check() {
    return check(code -> {});
  }

  /** Checks everything and tells each dossier that is done, for a progress bar. */
  public Result check(Consumer<DossierCode> progress) {
    ledger.integrate();
    List<Finding> findings = new ArrayList<>();
    long seen = 0;
    String last = "";
    while (true) {
      List<String> page =
          sql.reading("dossier")
              .sql(
                  """
                  select dossier_code from dossier where dossier_code > ?
                   order by dossier_code fetch first ? rows only
                  """)
              .params(last, PAGE)
              .query(String.class)
              .list();
      for (String text : page) {
        DossierCode code = new DossierCode(text);
        findings.addAll(of(code));
        progress.accept(code);
      }
      seen += page.size();
      if (page.size() < PAGE) {
        break;
      }
      last = page.get(page.size() - 1);
    }
    LedgerCheck.Result tree = ledger.check();
    tree.differences()
        .forEach(difference -> findings.add(Finding.of("LEDGER", null, difference.toString())));
    findings.addAll(letters.totals());
    return new Result(seen, letters.count(), letters.toPrint(), tree.size(), tree.head(), findings);
  }

  /** What is found of one dossier: a row that nothing can make sense of ends its own check only. */
  private List<Finding> of(DossierCode code) {
    try {
      List<Finding> findings = new ArrayList<>(dossiers.check(code));
      findings.addAll(letters.check(code));
      return findings;
    } catch (NestedRuntimeException lost) {
      throw lost; // the database itself
    } catch (RuntimeException unreadable) {
      return List.of(Finding.of("UNREADABLE", code, unreadable.getMessage()));
    }
  }

  /** How many dossiers a check will walk. */
  public long size() {
    return sql.reading("dossier").sql("select count(*) from dossier").query(Long.class).single();
  }
}
