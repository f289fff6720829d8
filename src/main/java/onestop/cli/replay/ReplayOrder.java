package onestop.cli.replay;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * The parameters of a replay: the log, the rules and the target folder.
 *
 * @param log the event log, never changed
 * @param out the folder to fill: empty, or with {@code resume} that of an interrupted run
 * @param rulePack the id of the rule pack by which every dossier is judged
 * @param zone the time zone of days
 * @param resume whether an interrupted run may be resumed
 */
public record ReplayOrder(
    Path log, Path out, String rulePack, ZoneId zone, boolean resume, Database database) {}
