package onestop.agencies;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of accounts: the account columns of {@code officer}, and the changes. */
final class AccountStore {
  private final JdbcClient jdbc;

  AccountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The account of an officer read before. */
  Account account(Officer officer) {
    return jdbc.sql(
            """
            select password_hash, disabled_at, password_given, login_epoch
            from officer where id = ?
            """)
        .params(officer.id().value())
        .query(
            (row, n) ->
                new Account(
                    officer,
                    row.getString("password_hash"),
                    Sql.instantOrNull(row, "disabled_at"),
                    row.getBoolean("password_given"),
                    row.getLong("login_epoch")))
        .single();
  }

  void password(OfficerId id, String hash, boolean given) {
    one(
        id,
        jdbc.sql(
                """
                update officer set password_hash = ?, password_given = ?,
                  login_epoch = login_epoch + 1, revision = revision + 1
                where id = ?
                """)
            .params(hash, given, id.value())
            .update());
  }

  void disabled(OfficerId id, @Nullable Instant at) {
    one(
        id,
        jdbc.sql(
                """
                update officer set disabled_at = ?, login_epoch = login_epoch + 1,
                  revision = revision + 1
                where id = ?
                """)
            .param(at == null ? null : Sql.utc(at))
            .param(id.value())
            .update());
  }

  void nextEpoch(OfficerId id) {
    one(
        id,
        jdbc.sql(
                """
                update officer set login_epoch = login_epoch + 1, revision = revision + 1
                where id = ?
                """)
            .params(id.value())
            .update());
  }

  void grant(OfficerId id, Role role) {
    jdbc.sql("insert into officer_role (officer, role) values (?, ?)")
        .params(id.value(), role.name())
        .update();
  }

  void revoke(OfficerId id, Role role) {
    one(
        id,
        jdbc.sql("delete from officer_role where officer = ? and role = ?")
            .params(id.value(), role.name())
            .update());
  }

  /**
   * The logins of the administrators, locked until the transaction ends, so that two of them cannot
   * disable each other.
   */
  List<String> lockAdministrators() {
    return jdbc.sql(
            """
            select id from officer
            where disabled_at is null and password_hash is not null
              and id in (select officer from officer_role where role = 'ADMINISTRATOR')
            order by id for update
            """)
        .query(String.class)
        .list();
  }

  Optional<DelegationRecord> delegation(long number) {
    return jdbc.sql(AgencyStore.DELEGATION + "where id = ? for update")
        .params(number)
        .query(AgencyStore::readDelegation)
        .optional();
  }

  int endDelegation(long number, Instant at, OfficerId by) {
    return jdbc.sql(
            "update delegation set ended_at = ?, ended_by = ? where id = ? and ended_at is null")
        .params(Sql.utc(at), by.value(), number)
        .update();
  }

  void insert(AccountEvent event) {
    jdbc.sql(
            """
            insert into account_event (officer, kind, detail, actor, at) values (?, ?, ?, ?, ?)
            """)
        .params(
            event.about().value(),
            event.kind().name(),
            event.detail(),
            event.by().value(),
            Sql.utc(event.at()))
        .update();
  }

  List<AccountEvent> events(OfficerId about) {
    return jdbc.sql(
            """
            select officer, kind, detail, actor, at from account_event
            where officer = ? order by id
            """)
        .params(about.value())
        .query(
            (row, n) ->
                new AccountEvent(
                    new OfficerId(row.getString("officer")),
                    AccountEvent.Kind.valueOf(row.getString("kind")),
                    row.getString("detail"),
                    new OfficerId(row.getString("actor")),
                    Sql.instant(row, "at")))
        .list();
  }

  private static void one(OfficerId id, int updated) {
    if (updated != 1) {
      throw Failure.notFound("agencies", "no-such-officer", "id", id.value());
    }
  }
}
