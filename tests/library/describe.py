#!/usr/bin/env python3
"""describe.py FILE...: what a page relies on in descriptions of fields (formulyar_describe()); says what does not hold."""
import json
import re
import sys

faults = []


def fault(words):
    faults.append(f'{name}: {words}')


def declared(type_, above=''):
    """All paths of the tree with their declarations, those that hold only elements included."""
    for key in ('attributes', 'elements'):
        for decl in type_.get(key, []):
            path = above + ('@' if key == 'attributes' else '') + decl['name']
            yield path, decl
            yield from declared(decl['type'], path + '/')


def is_within(path, other):
    return path == other or path.startswith(other + '/')


def check_sections(told, tree):
    shown = [path for section in told['sections'] for path in section['paths']]
    for path in shown:
        if path not in tree:
            fault(f'{path}: a section shows what is not declared')
    for path, decl in tree.items():
        whole = sum(is_within(path, other) for other in shown)
        parts = any(is_within(other, path) for other in shown)
        if whole != 1 and not (whole == 0 and parts and decl['type']['kind'] == 'none'):
            fault(f'{path}: shown {whole} times')
    # A form that prints nothing but what others have has no section.
    if [form['paths'] for form in told['forms'] if form.get('paths')] != [
            section['paths'] for section in told['sections'] if 'form' in section]:
        fault('forms and sections show other paths')


def check_fields(told, tree):
    if sorted(told['fields']) != sorted(tree):
        fault(f'fields are not those declared: {set(told["fields"]) ^ set(tree)}')
    for path, field in told['fields'].items():
        if set(field.get('help', {})) != {'ru', 'en'}:
            fault(f'{path}: no explanation in both languages')
        if 'codes' in tree[path]['type'] and not field.get('options'):
            fault(f'{path}: nothing to choose from')
        if 'vocabulary' in field and field['vocabulary'] not in told['vocabularies']:
            fault(f'{path}: no vocabulary {field["vocabulary"]}')
        for refers in tree[path].get('refers', '').split():
            if refers not in tree:
                fault(f'{path}: leads to {refers}, which is not declared')


def check_prints(told, tree):
    for form in told['forms']:
        for printed in form.get('prints', []):
            parts = printed.get('parts', []) + printed.get('options', [])
            for path in [printed.get('path')] + [part.get('path') for part in parts]:
                if path and path not in tree:
                    fault(f'{form["id"]} prints {path}, which is not declared')


def check_labels(told, tree):
    """What messages call a field is what the form calls it: «ФИО учителя», 5.4, п. 3."""
    for path, field in told['fields'].items():
        label = field.get('label', {}).get('ru')
        said = tree[path]['label']['ru']
        if '{n}' in said: # an item is called by its number, the list around it as the form calls it
            said = tree[path.rsplit('/', 1)[0]]['label']['ru']
        quoted = re.findall('«([^»]*)»', said)
        number = re.findall(r', п\. (\d+)$', said)
        if label and not (quoted and quoted[0] in label or number and label.startswith(number[0] + '.')):
            fault(f'{path}: the form has «{label}», messages have {said}')


for name in sys.argv[1:]:
    with open(name, encoding='utf-8') as file:
        told = json.load(file)
    tree = dict(declared(told['root']['type']))
    check_sections(told, tree)
    check_fields(told, tree)
    check_prints(told, tree)
    if told['edition'] == 'lesosibirsk2-2024-09-27':
        check_labels(told, tree)
print('\n'.join(faults))
