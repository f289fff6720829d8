package onestop.absences;

import java.time.Instant;
import java.util.List;
import onestop.absences.AbsenceItem.Fate;
import onestop.agencies.Absence;
import onestop.inbox.InboxItem;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The SQL of the items of absences. */
@Component
class AbsenceItemStore {
  private final Sql sql;

  AbsenceItemStore(Sql sql) {
    this.sql = sql;
  }

  List<AbsenceItem> of(long absence) {
    return sql.client()
        .sql("select * from absence_item where absence = ? order by dossier_code, work_item_id")
        .param(absence)
        .query(
            (row, n) ->
                new AbsenceItem(
                    row.getString("work_item_id"),
                    new DossierCode(row.getString("dossier_code")),
                    row.getString("step"),
                    Fate.valueOf(row.getString("fate")),
                    Sql.instant(row, "moved_at")))
        .list();
  }

  /** Puts the item on record, or its new fate if it is on record. */
  void put(Absence absence, InboxItem item, Fate fate, Instant at) {
    if (!isChanged(absence, item, fate, at)) {
      try {
        insert(absence, item, fate, at);
      } catch (DuplicateKeyException twin) { // put at the same time by another node
        isChanged(absence, item, fate, at);
      }
    }
  }

  private boolean isChanged(Absence absence, InboxItem item, Fate fate, Instant at) {
    return sql.client()
            .sql(
                "update absence_item set fate = ?, moved_at = ?"
                    + " where absence = ? and work_item_id = ?")
            .params(fate.name(), Sql.utc(at), absence.id(), item.workItemId())
            .update()
        == 1;
  }

  private void insert(Absence absence, InboxItem item, Fate fate, Instant at) {
    sql.client()
        .sql(
            """
              insert into absence_item (absence, work_item_id, dossier_code, step, fate, moved_at)
              values (?, ?, ?, ?, ?, ?)
              """)
        .params(
            absence.id(),
            item.workItemId(),
            item.dossier().value(),
            item.name(),
            fate.name(),
            Sql.utc(at))
        .update();
  }

  void end(long absence, String workItemId, Fate fate) {
    sql.client()
        .sql("update absence_item set fate = ? where absence = ? and work_item_id = ?")
        .params(fate.name(), absence, workItemId)
        .update();
  }
}
