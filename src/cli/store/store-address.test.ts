import { expect, it } from 'vitest';
import { overlap, parseStoreAddress } from './store-address.ts';

it.each([
  ['s3://bucket', { bucket: 'bucket', key: '' }],
  ['s3://bucket/', { bucket: 'bucket', key: '' }],
  ['s3://bucket/a/b', { bucket: 'bucket', key: 'a/b' }],
  ['S3://my.bucket_1/a b/%41', { bucket: 'my.bucket_1', key: 'a b/%41' }],
  ['s3://user:secret@bucket/a', null],
  ['s3://bucket/a?X-Amz-Signature=1', null],
  ['s3://bucket?a', null],
  ['s3://bucket/a#b', null],
  ['s3://', null],
  ['s3:bucket', null],
  ['s3://bucket:9000/a', null],
])('reads %s', (named, address) => {
  expect(parseStoreAddress(named)).toEqual(address);
});

it.each([
  ['s3://one/a', 's3://one/a', true],
  ['s3://one/a', 's3://one/a/b', true],
  ['s3://one', 's3://one/b', true],
  ['s3://one/a', 's3://one/ab', false],
  ['s3://one/a', 's3://two/a', false],
])('%s and %s: %s', (one, other, isOverlap) => {
  expect(overlap(parseStoreAddress(one)!, parseStoreAddress(other)!)).toBe(isOverlap);
});
