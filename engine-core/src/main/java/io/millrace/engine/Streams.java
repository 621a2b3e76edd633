// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import java.util.List;
import java.util.Optional;

/**
 * The value streams that new work items of one tenant run: the host's, which come with Millrace or
 * were given to its {@linkplain MillraceBuilder#valueStream builder}, and the tenant's own, which
 * add to them or take the place of those with the same key. Thread-safe; it neither shows nor
 * changes what other tenants have.
 *
 * <p>A change takes effect for new work items: at once on the node where it was made, and within
 * the {@linkplain MillraceBuilder#packPoll poll interval} on others with the same database. Running
 * work items finish on the version with which they began, unless a {@linkplain #migration
 * migration} moves them. A restart with nothing new deploys nothing. Changes throw {@link
 * ConcurrentChangeException} for a conflict with others that trying again did not solve; they can
 * be repeated then.
 */
public interface Streams {

  /** Every value stream in force, by key. */
  List<ValueStream> list();

  /** The value stream in force with this key. */
  Optional<ValueStream> find(String key);

  /**
   * Checks a BPMN file against what is there for the tenant: its value streams, the step handlers
   * of this Millrace, the decision points. Changes nothing.
   *
   * @param fileName what the report calls the file
   * @param content the bytes of the file; anything at all
   */
  CheckReport check(String fileName, byte[] content);

  /**
   * Puts a value stream in force for the tenant. The whole document is {@linkplain #check checked}
   * first; it is deployed only if its content is new, and adding what is in force already changes
   * nothing. Adding an older content again puts that version in force again. A step handler that
   * this Millrace does not have is warned of in the log and no obstacle: another node may have it.
   *
   * @return the version that is in force now
   * @throws io.millrace.bpmn.ValueStreamException with every problem of the model; nothing has
   *     changed then
   */
  StreamVersion add(StreamModel model);

  /** As {@link #add(StreamModel)}, with the stream's model, which is checked again. */
  default StreamVersion add(ValueStream stream) {
    return add(stream.model());
  }

  /**
   * Gives the tenant's own version of a stream up: new work items run the host's stream of that
   * key, if there is one. The versions stay, for running work items and to come back to.
   *
   * @throws NotFoundException if the tenant has no version of its own in force
   * @throws InvalidStateException if another stream in force calls the stream, and the host has
   *     none of that key
   */
  void remove(String key);

  /**
   * Every version of a stream that the tenant can see: its own, then the host's, the newest first;
   * empty if there is none. Also counts what runs on each of them.
   */
  List<StreamVersion> versions(String key);

  /**
   * The model of a version, to look at or to download.
   *
   * @throws NotFoundException if the tenant has no such version
   */
  StreamModel model(StreamVersion version);

  /** A plan to move running work items between versions of a stream; says nothing yet. */
  StreamMigration migration(String key);
}
