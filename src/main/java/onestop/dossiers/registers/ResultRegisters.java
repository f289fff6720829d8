// Over 300 lines: one table of registers, and every way to propose, look up and take a number.
package onestop.dossiers.registers;

import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import onestop.dossiers.life.Dossier;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The registers of results and the numbers given in them: each number once in a register and year,
 * under any concurrency. The proposed number is the first free one, so a number whose transaction
 * rolls back leaves no gap.
 */
@Repository
public class ResultRegisters {
  /** The field of the result's form with the number. */
  public static final String FIELD = "registerNumber";

  private static final int NONE = -1;

  private static final Table<Void, Entry> ENTRY =
      Table.<Entry>insertOnly("result_entry")
          .after("dossier")
          .fixed("agency", VARCHAR, one -> one.register().agency().value())
          .fixed("procedure_code", VARCHAR, one -> one.register().procedure())
          .fixed("series_year", INT, Entry::year)
          .fixed("number_key", VARCHAR, one -> ResultRegister.key(one.written()))
          .fixed("written", VARCHAR, Entry::written)
          .fixed("sequence_no", INT, Entry::number)
          .fixed("dossier_code", VARCHAR, one -> one.dossier().value())
          .fixed("entered_at", TIMESTAMPTZ, Entry::at)
          .build();

  private final Sql sql;
  private final AppendOnly<Entry> entries;
  private final TransactionTemplate apart;
  private final Clock clock;

  ResultRegisters(Sql sql, PlatformTransactionManager transactions, Clock clock) {
    this.sql = sql;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.entries = new AppendOnly<>(sql, ENTRY);
    this.clock = clock;
  }

  /** A number given to a dossier; {@code number} is null if it does not follow the pattern. */
  private record Entry(
      ResultRegister register,
      int year,
      String written,
      @Nullable Integer number,
      DossierCode dossier,
      Instant at) {}

  /** The year to which a moment belongs at the offices. */
  public int year(Instant at) {
    return at.atZone(clock.getZone()).getYear();
  }

  /** The registers of an agency, by procedure. */
  public List<ResultRegister> of(AgencyCode agency) {
    return sql.client()
        .sql("select * from result_register where agency = ? order by procedure_code")
        .param(agency.value())
        .query(ResultRegisters::read)
        .list();
  }

  /** The register in which the result of a dossier is entered; empty if none is kept. */
  public Optional<ResultRegister> of(Dossier dossier) {
    return of(dossier.agencies().resolving(), dossier.pins().procedure().code());
  }

  /** The register of an agency's results of a procedure; empty if none is kept. */
  public Optional<ResultRegister> of(AgencyCode agency, String procedure) {
    return sql.client()
        .sql("select * from result_register where agency = ? and procedure_code = ?")
        .params(agency.value(), procedure)
        .query(ResultRegisters::read)
        .optional();
  }

  private static ResultRegister read(ResultSet row, int at) throws SQLException {
    return new ResultRegister(
        new AgencyCode(row.getString("agency")),
        row.getString("procedure_code"),
        row.getString("name"),
        row.getString("pattern"),
        row.getInt("series_year"),
        row.getInt("next_number"));
  }

  /** Keeps a register; the numbers given in it stay. */
  public void keep(ResultRegister register, OfficerId by) {
    if (!change(register, by) && !open(register, by)) {
      change(register, by);
    }
  }

  /**
   * Opens a register in a transaction of its own: a key violation must not abort the caller's.
   *
   * @return false if another transaction has opened it meanwhile
   */
  private boolean open(ResultRegister register, OfficerId by) {
    try {
      apart.executeWithoutResult(status -> insert(register, by));
      return true;
    } catch (DuplicateKeyException opened) {
      return false;
    }
  }

  private void insert(ResultRegister register, OfficerId by) {
    sql.client()
        .sql(
            """
            insert into result_register
              (name, pattern, series_year, next_number, changed_by, agency, procedure_code)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(values(register, by))
        .update();
  }

  private boolean change(ResultRegister register, OfficerId by) {
    return sql.client()
            .sql(
                """
                update result_register
                set name = ?, pattern = ?, series_year = ?, next_number = ?, changed_by = ?
                where agency = ? and procedure_code = ?
                """)
            .params(values(register, by))
            .update()
        == 1;
  }

  private static List<Object> values(ResultRegister register, OfficerId by) {
    return List.of(
        register.name(),
        register.pattern(),
        register.year(),
        register.next(),
        by.value(),
        register.agency().value(),
        register.procedure());
  }

  /**
   * Keeps no register for a procedure any more; the numbers given in it stay, for a register that
   * is kept again.
   *
   * @return whether there was one
   */
  public boolean remove(AgencyCode agency, String procedure) {
    return sql.client()
            .sql("delete from result_register where agency = ? and procedure_code = ?")
            .params(agency.value(), procedure)
            .update()
        == 1;
  }

  /** The number that is proposed for the next result of a year, as it is written. */
  public String proposed(ResultRegister register, int year) {
    return register.written(free(register, year, register.from(year)), year);
  }

  /**
   * The numbers that are proposed for the next results of a year, one after the other without those
   * that are given already; fewer than asked for where the numbers of the register end.
   */
  public List<String> proposed(ResultRegister register, int year, int count) {
    int from = register.from(year);
    Set<Integer> given =
        new HashSet<>(
            sql.reading("result_entry")
                .sql(
                    """
                    select sequence_no from result_entry
                    where agency = ? and procedure_code = ? and series_year = ?
                      and sequence_no >= ?
                    """)
                .params(register.agency().value(), register.procedure(), year, from)
                .query(Integer.class)
                .list());
    return IntStream.rangeClosed(from, ResultRegister.GREATEST)
        .filter(number -> !given.contains(number))
        .limit(count)
        .mapToObj(number -> register.written(number, year))
        .toList();
  }

  /** The first number from that one on which nobody has. */
  private int free(ResultRegister register, int year, int from) {
    String agency = register.agency().value();
    String procedure = register.procedure();
    return sql.reading("result_entry")
        .sql(
            """
            select min(c.n) from (
              select cast(? as integer) as n
              union all
              select e.sequence_no + 1 from result_entry e
              where e.agency = ? and e.procedure_code = ? and e.series_year = ?
                and e.sequence_no >= ?) c
            where not exists (
              select 1 from result_entry t
              where t.agency = ? and t.procedure_code = ? and t.series_year = ?
                and t.sequence_no = c.n)
            """)
        .params(from, agency, procedure, year, from, agency, procedure, year)
        .query(Integer.class)
        .single();
  }

  /** The number that the result of a dossier got last; empty if it is in no register. */
  public Optional<String> numberOf(DossierCode dossier) {
    return sql.reading("result_entry")
        .sql(
            """
            select written from result_entry where dossier_code = ?
            order by entered_at desc, number_key fetch first 1 rows only
            """)
        .param(dossier.value())
        .query(String.class)
        .optional();
  }

  /**
   * The dossier that has a number; empty if the number is free.
   *
   * @param year the year of a number that names none
   */
  public Optional<DossierCode> holder(ResultRegister register, int year, String typed) {
    return sql
        .reading("result_entry")
        .sql(
            """
            select dossier_code from result_entry
            where agency = ? and procedure_code = ? and series_year = ?
              and (number_key = ? or sequence_no = ?)
            order by entered_at, number_key
            """)
        .params(
            register.agency().value(),
            register.procedure(),
            register.year(typed, year),
            ResultRegister.key(typed),
            register.number(typed).orElse(NONE))
        .query((row, at) -> new DossierCode(row.getString("dossier_code")))
        .list()
        .stream()
        .findFirst();
  }

  /**
   * Gives a number to the result of a dossier, in the caller's transaction. The register is locked
   * until it ends.
   *
   * @param typed not blank
   * @return the number as it is entered
   * @throws Failure {@code dossiers/no-register} if none is kept, {@code dossiers/number-taken} if
   *     another dossier has the number in that year; each with its field
   */
  public String take(Dossier dossier, String typed, Instant at) {
    String written = typed.strip().replaceAll("\\s+", " ");
    ResultRegister register =
        sql.client()
            .sql("select * from result_register where agency = ? and procedure_code = ? for update")
            .params(dossier.agencies().resolving().value(), dossier.pins().procedure().code())
            .query(ResultRegisters::read)
            .optional()
            .orElseThrow(() -> Failure.badInput("dossiers", "no-register", "field", FIELD));
    int year = year(at);
    int free = free(register, year, register.from(year));
    Optional<DossierCode> holder = holder(register, year, written);
    if (holder.isPresent() && holder.get().equals(dossier.code())) {
      return written;
    }
    if (holder.isPresent()) {
      String next = register.written(free, year);
      throw Failure.conflict(
          "dossiers", "number-taken", "field", FIELD, "value", written, "next", next);
    }
    OptionalInt number = register.number(written);
    @Nullable Integer sequence = number.isPresent() ? number.getAsInt() : null;
    int of = register.year(written, year);
    entries.append(new Entry(register, of, written, sequence, dossier.code(), at));
    if (of == year && number.isPresent() && number.getAsInt() == free) {
      proposeFrom(register, year, Math.min(free + 1, ResultRegister.GREATEST));
    }
    return written;
  }

  /** So that the search for a free number begins behind those that have been given. */
  private void proposeFrom(ResultRegister register, int year, int next) {
    sql.client()
        .sql(
            """
            update result_register set series_year = ?, next_number = ?
            where agency = ? and procedure_code = ?
            """)
        .params(year, next, register.agency().value(), register.procedure())
        .update();
  }
}
