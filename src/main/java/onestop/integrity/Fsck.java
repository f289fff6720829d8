package onestop.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import onestop.files.FileCheck;
import onestop.files.FileNaming;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerCheck;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Service;

/**
 * Recomputes all derived data from the raw events and reports every difference from the stored
 * data: the states of dossiers and obligations, step by step through their lifecycles; due dates,
 * limits and the one timer of each clock; letters, their timeliness, their contents, prints and
 * messages; stored files; the ledger's tree. No finding means that each late dossier has exactly
 * one letter, and that the evidence alone proves it.
 *
 * <p>First assigns positions to ledger entries that are only sequenced, as every node does; apart
 * from that it only reads. Checks all dossiers in constant memory. Intended for a database at rest:
 * a command that commits during the check may cause a false finding.
 */
@Service
public class Fsck {
  private static final int PAGE = 500;

  private final Sql sql;
  private final DossierCheck dossiers;
  private final LetterCheck letters;
  private final Ledger ledger;
  private final FileCheck files;

  Fsck(Sql sql, DossierCheck dossiers, LetterCheck letters, Ledger ledger, FileCheck files) {
    this.sql = sql;
    this.dossiers = dossiers;
    this.letters = letters;
    this.ledger = ledger;
    this.files = files;
  }

  /**
   * The result of a check.
   *
   * @param toPrint letters that the press has not printed yet; only those that the press left out,
   *     or that wait while the press stands still, are findings too
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

  /**
   * Checks everything and passes the code of each checked dossier to the consumer, for a progress
   * bar.
   */
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
    files.check().forEach(problem -> findings.addAll(of(problem)));
    return new Result(seen, letters.count(), letters.toPrint(), tree.size(), tree.head(), findings);
  }

  /** One finding for each dossier whose rows name the file. */
  private static List<Finding> of(FileCheck.Problem problem) {
    String names =
        problem.names().stream().map(FileNaming.Name::toString).collect(Collectors.joining(", "));
    List<@Nullable DossierCode> codes = new ArrayList<>();
    problem.names().stream().map(FileNaming.Name::dossier).distinct().forEach(codes::add);
    if (codes.stream().anyMatch(Objects::nonNull)) {
      codes.removeIf(Objects::isNull);
    }
    return codes.stream()
        .map(code -> Finding.of("FILE_" + problem.fault(), code, problem.file().sha256(), names))
        .toList();
  }

  /** The findings of one dossier; an unreadable row ends the check of its own dossier only. */
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

  /** The number of dossiers that a check will read. */
  public long size() {
    return sql.reading("dossier").sql("select count(*) from dossier").query(Long.class).single();
  }
}
