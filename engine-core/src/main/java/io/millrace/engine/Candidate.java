// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Person;
import java.util.Set;

/**
 * Somebody who can take a step. Immutable.
 *
 * @param person who it is
 * @param skills those of the skills that the work item needs which they have, in a stable order
 * @param openSteps how many open steps of the tenant they are working on already
 */
public record Candidate(Person person, Set<String> skills, int openSteps) {}
